package galaxy.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of a file in UTF-8: without the byte order mark that some editors write, and nothing is replaced. */
public final class Utf8 {
    private static final int MAX_BYTES = 16 << 20;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Utf8() {}

    /**
     * The text of a file of settings, callers or words.
     *
     * @throws CharacterCodingException if it is not UTF-8
     * @throws IOException also if it is longer than any such file
     */
    public static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("it is longer than " + (MAX_BYTES >> 20) + " MiB");
            }
            return withoutMark(decode(bytes));
        }
    }

    /**
     * The text of some bytes.
     *
     * @throws CharacterCodingException if they are not UTF-8
     */
    public static String decode(byte[] bytes) throws CharacterCodingException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(rest).toString();
        } catch (CharacterCodingException e) {
            // The buffer stands at the first byte that is wrong.
            throw new NotUtf8Exception(1 + newLines(bytes, rest.position()));
        }
    }

    private static long newLines(byte[] bytes, int to) {
        long count = 0;
        for (int i = 0; i < to; i++) {
            count += bytes[i] == '\n' ? 1 : 0;
        }
        return count;
    }

    /** The text of a file from its begin on, without the mark. */
    public static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }
}
