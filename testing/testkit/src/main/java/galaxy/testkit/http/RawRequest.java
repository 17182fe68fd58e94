package galaxy.testkit.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A request in HTTP/1.1, with any text in its headers.
 *
 * @param target path and query, percent-encoded
 */
public record RawRequest(String method, String target, Map<String, String> headers, Optional<String> body) {
    public static RawRequest get(String target) {
        return new RawRequest("GET", target, Map.of(), Optional.empty());
    }

    public static RawRequest post(String target, String json) {
        return new RawRequest("POST", target, Map.of("Content-Type", "application/json"), Optional.of(json));
    }

    /** As it is sent, each byte a character. */
    String bytes() {
        StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach((name, value) -> text.append(name + ": " + utf8(value) + "\r\n"));
        String content = utf8(body.orElse(""));
        body.ifPresent(_ -> text.append("Content-Length: " + content.length() + "\r\n"));
        return text.append("\r\n").append(content).toString();
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return method + " " + target + " " + headers + " " + body.orElse("");
    }
}
