package galaxy.testkit.http;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A response of HTTP/1.1 as it was received.
 *
 * @param headers by name in any case
 */
public record RawResponse(int status, Map<String, String> headers, String body) {
    private static final int LONGEST_LINE = 64 * 1024;
    private static final int CONTINUE = 100;

    /** The value of a header, or an empty text. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    @Override
    public String toString() {
        return status + " " + headers + " " + body;
    }

    /**
     * Reads the next one.
     *
     * @throws EOFException when there is none
     * @throws IOException when it is not HTTP/1.1 to the letter, or incomplete
     */
    static RawResponse read(InputStream in, boolean hasBody) throws IOException {
        String first = line(in);
        if (!first.matches("HTTP/1\\.1 [1-5][0-9]{2} .*\r")) {
            throw first.isEmpty() ? new EOFException("no response") : new IOException("not a status line: " + first);
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.equals("\r"); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 1 || !line.endsWith("\r")) {
                throw new IOException("not a header: " + line);
            }
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        int length = hasBody ? Integer.parseInt(headers.getOrDefault("Content-Length", "0")) : 0;
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new IOException("a body is incomplete");
        }
        int status = Integer.parseInt(first.substring(9, 12));
        return new RawResponse(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    /** Reads all that a connection brought, without {@code 100 Continue}. */
    public static List<RawResponse> all(byte[] bytes) throws IOException {
        InputStream in = new ByteArrayInputStream(bytes);
        List<RawResponse> responses = new ArrayList<>();
        while (in.available() > 0) {
            responses.add(read(in, true));
        }
        responses.removeIf(response -> response.status == CONTINUE);
        return responses;
    }

    /** With CR, but without LF; empty at the end of the connection. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n' && (next >= 0 || !line.isEmpty()); next = in.read()) {
            if (next < 0 || line.length() > LONGEST_LINE) {
                throw new IOException("a head is incomplete");
            }
            line.append((char) next);
        }
        return line.toString();
    }
}
