package galaxy.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A caller of the users service that knows nothing but HTTP and JSON. */
record Rest(URI users) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    /** The status and the body of an answer. */
    record Answer(int status, JsonNode body) {}

    Answer post(String path, String body, String idempotencyKey) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(users + "/api/v1/internal" + path))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }

    /** A request that has to go well. */
    JsonNode post(String path, String body) {
        try {
            Answer answer = post(path, body, path + body.hashCode());
            if (answer.status() != 200) {
                throw new AssertionError(path + " was answered " + answer);
            }
            return answer.body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The user of this e-mail address, created if need be. */
    String ensure(String email) {
        return post("/users/ensure-by-email", registration(email))
                .get("user_id")
                .stringValue();
    }

    static String registration(String email) {
        return """
                {"email":"%s","registration_context":{"preferred_language":"en","time_zone":"Europe/Berlin"}}""".formatted(email);
    }
}
