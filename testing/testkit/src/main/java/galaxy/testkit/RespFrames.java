package galaxy.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds where each reply ends in the bytes that a server sends (RESP2 and RESP3). Of a server that begins in another
 * protocol, such as HTTP, whatever arrives at once is taken for a reply.
 */
final class RespFrames {
    /** One whole reply, as it was sent. */
    static final class Frame {
        private final byte[] bytes;

        private Frame(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }

        /** A push (RESP3) answers no command. */
        boolean isPush() {
            return bytes[0] == '>';
        }
    }

    /** Gets each whole reply. */
    interface Sink {
        void accept(Frame frame) throws IOException;
    }

    private static final String TYPES = "$=!*~>%|+-:_,#(";

    private final ByteArrayOutputStream frame = new ByteArrayOutputStream();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long elementsLeft = 1;
    private long bodyLeft;

    private Optional<Boolean> isOther = Optional.empty();

    void feed(byte[] bytes, int count, Sink sink) throws IOException {
        if (isOther.isEmpty()) {
            isOther = Optional.of(TYPES.indexOf(bytes[0]) < 0);
        }
        if (isOther.get()) {
            sink.accept(new Frame(Arrays.copyOf(bytes, count)));
            return;
        }
        for (int i = 0; i < count; i++) {
            frame.write(bytes[i]);
            if (bodyLeft > 0) {
                bodyLeft--;
            } else if (bytes[i] != '\n') {
                line.write(bytes[i]);
            } else {
                header(line.toString(StandardCharsets.ISO_8859_1).stripTrailing());
                line.reset();
            }
            if (bodyLeft == 0 && elementsLeft == 0) {
                sink.accept(new Frame(frame.toByteArray()));
                frame.reset();
                elementsLeft = 1;
            }
        }
    }

    private void header(String header) {
        elementsLeft--;
        switch (header.charAt(0)) {
            case '$', '=', '!' -> bodyLeft = length(header) < 0 ? 0 : length(header) + "\r\n".length();
            case '*', '~', '>' -> elementsLeft += Math.max(0, length(header));
            case '%' -> elementsLeft += 2 * length(header);
            case '|' -> elementsLeft += 2 * length(header) + 1;
            case '+', '-', ':', '_', ',', '#', '(' -> {
                // The line is all there is.
            }
            default -> throw new IllegalStateException("The server does not speak RESP");
        }
    }

    private static long length(String header) {
        return Long.parseLong(header.substring(1));
    }
}
