package galaxy.torture.hostile;

import java.io.ByteArrayInputStream;
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
record RawResponse(int status, Map<String, String> headers, String body) {
    private static final int LONGEST_LINE = 64 * 1024;
    private static final int CONTINUE = 100;

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    @Override
    public String toString() {
        return status + " " + headers + " " + body;
    }

    /**
     * Reads the next one that is final.
     *
     * @throws IOException when it is not HTTP/1.1, or incomplete
     */
    static RawResponse read(InputStream in) throws IOException {
        RawResponse response = readOne(in);
        return response.status == CONTINUE ? read(in) : response;
    }

    /** Reads all final ones that a connection brought. */
    static List<RawResponse> readAll(byte[] bytes) throws IOException {
        InputStream in = new ByteArrayInputStream(bytes);
        List<RawResponse> responses = new ArrayList<>();
        while (in.available() > 0) {
            RawResponse response = readOne(in);
            if (response.status != CONTINUE) {
                responses.add(response);
            }
        }
        return responses;
    }

    private static RawResponse readOne(InputStream in) throws IOException {
        String first = line(in);
        if (!first.matches("HTTP/1\\.1 [1-5][0-9]{2} .*")) {
            throw new IOException("not a status line: " + first);
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("not a header: " + line);
            }
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new IOException("a response is incomplete");
        }
        return new RawResponse(
                Integer.parseInt(first.substring(9, 12)), headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > LONGEST_LINE) {
                throw new IOException("a response is incomplete");
            }
            line.append((char) next);
        }
        if (line.isEmpty() || line.charAt(line.length() - 1) != '\r') {
            throw new IOException("a line of a response does not end with CR LF");
        }
        return line.substring(0, line.length() - 1);
    }
}
