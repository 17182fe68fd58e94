package galaxy.chassis.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** The coding {@code gzip} of responses. */
public final class Gzip {
    private Gzip() {}

    /** Compressed bytes; the same for the same bytes. */
    static byte[] compress(byte[] plain) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Whether a client takes it (RFC 9110 12.5.3). Without the header it does not, as an old client may not expect it.
     *
     * @param headers the values of {@code Accept-Encoding}
     */
    public static boolean isTaken(List<String> headers) {
        boolean takesAny = false;
        for (var element : ListHeader.elements(headers)) {
            var parts = element.toLowerCase(Locale.ROOT).replace(" ", "").split(";", 2);
            boolean takes = parts.length == 1 || !parts[1].matches("q=0(\\.0*)?");
            if (parts[0].equals("gzip")) {
                return takes;
            }
            takesAny |= parts[0].equals("*") && takes;
        }
        return takesAny;
    }
}
