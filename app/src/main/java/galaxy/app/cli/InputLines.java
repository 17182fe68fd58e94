package galaxy.app.cli;

import galaxy.kernel.Utf8;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The lines of a file in UTF-8, one at a time, each with a bound to its length. A byte order mark is passed over. */
public final class InputLines implements Closeable {
    /** Far longer than any line that the service would accept. */
    public static final int MAX_BYTES = 16 << 10;

    private final InputStream in;
    private boolean isFirst = true;

    public InputLines(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /**
     * One line.
     *
     * @param text of the line; of one with a problem what can be shown of it
     * @param length in bytes, with its end
     * @param problem why it is no line of an import
     */
    public record Line(String text, long length, Optional<String> problem) {}

    /** The next line; none at the end. */
    public Optional<Line> next() throws IOException {
        var start = new ByteArrayOutputStream();
        long length = 0;
        int each = in.read();
        if (each < 0) {
            return Optional.empty();
        }
        for (; each >= 0; each = in.read()) {
            length++;
            if (each == '\n') {
                break;
            }
            if (start.size() <= MAX_BYTES) {
                start.write(each);
            }
        }
        return Optional.of(line(start.toByteArray(), length));
    }

    private Line line(byte[] bytes, long length) {
        boolean wasFirst = isFirst;
        isFirst = false;
        if (bytes.length > MAX_BYTES) {
            return broken(bytes, length, "is longer than " + MAX_BYTES + " bytes");
        }
        try {
            String text = Utf8.decode(bytes);
            String line = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            return new Line(wasFirst ? Utf8.withoutMark(line) : line, length, Optional.empty());
        } catch (CharacterCodingException e) {
            return broken(bytes, length, "is not UTF-8");
        }
    }

    private static Line broken(byte[] bytes, long length, String problem) {
        return new Line(new String(bytes, StandardCharsets.ISO_8859_1), length, Optional.of(problem));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
