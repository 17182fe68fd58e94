package galaxy.torture.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One answer as it came over the wire.
 *
 * @param headers by name in any case
 */
record HttpReply(int status, Map<String, String> headers, String body) {
    private static final int LONGEST_HEAD = 64 * 1024;

    /** All of it, as text. */
    String text() {
        return status + " " + headers + " " + body;
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /**
     * Reads one.
     *
     * @throws IOException when it is none, or torn
     */
    static HttpReply read(InputStream in) throws IOException {
        HttpReply reply = readOne(in);
        return reply.status == 100 ? read(in) : reply;
    }

    private static HttpReply readOne(InputStream in) throws IOException {
        String first = line(in);
        if (!first.matches("HTTP/1\\.1 [1-5][0-9]{2} .*")) {
            throw new IOException("not the first line of an answer: " + first);
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("not a header of an answer: " + line);
            }
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        int status = Integer.parseInt(first.substring(9, 12));
        int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new IOException("an answer is cut off");
        }
        return new HttpReply(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > LONGEST_HEAD) {
                throw new IOException("an answer is cut off");
            }
            line.append((char) next);
        }
        if (line.isEmpty() || line.charAt(line.length() - 1) != '\r') {
            throw new IOException("a line of an answer does not end as HTTP wants it");
        }
        return line.substring(0, line.length() - 1);
    }

    /**
     * Reads all that a connection brought.
     *
     * @throws IOException when anything of it is no answer
     */
    static List<HttpReply> all(byte[] bytes) throws IOException {
        InputStream in = new java.io.ByteArrayInputStream(bytes);
        List<HttpReply> replies = new ArrayList<>();
        while (in.available() > 0) {
            replies.add(read(in));
        }
        return replies;
    }
}
