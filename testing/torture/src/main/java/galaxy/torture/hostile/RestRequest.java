package galaxy.torture.hostile;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A request in HTTP/1.1.
 *
 * @param target path and query, percent-encoded
 */
record RestRequest(String method, String target, Map<String, String> headers, Optional<String> body) {
    RestRequest {
        headers = Map.copyOf(headers);
    }

    static RestRequest get(String target) {
        return new RestRequest("GET", target, Map.of(), Optional.empty());
    }

    static RestRequest post(String target, String body) {
        return new RestRequest("POST", target, Map.of("Content-Type", "application/json"), Optional.of(body));
    }

    static RestRequest createUser(String email) {
        return post("/api/v1/internal/users/ensure-by-email", createBody(email));
    }

    static String createBody(String email) {
        return "{\"email\":\"" + email
                + "\",\"registration_context\":{\"preferred_language\":\"en\",\"time_zone\":\"Europe/Berlin\"}}";
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: galaxy\r\n");
        headers.forEach((name, value) -> text.append(name + ": " + value + "\r\n"));
        body.ifPresent(
                content -> text.append("Content-Length: " + content.getBytes(StandardCharsets.UTF_8).length + "\r\n"));
        return text.append("\r\n").append(body.orElse("")).toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return method + " " + target + " " + headers + " " + body.orElse("");
    }
}
