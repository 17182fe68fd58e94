package galaxy.torture.stage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The management port of an instance. */
record Management(int port) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    /** The checks of {@code /readyz} that fail, with their reasons; empty if the instance is ready. */
    Optional<String> notReady() throws InterruptedException {
        try {
            HttpResponse<String> response = get("/readyz");
            return response.statusCode() == 200 ? Optional.empty() : Optional.of(failedChecks(response.body()));
        } catch (IOException e) {
            return Optional.of("/readyz does not respond: " + e);
        }
    }

    /** The metrics in the text format of Prometheus; empty if there is no response. */
    String metrics() throws InterruptedException {
        try {
            return get("/metrics").body();
        } catch (IOException down) {
            return "";
        }
    }

    static String failedChecks(String body) {
        return JSON.readTree(body)
                .path("checks")
                .valueStream()
                .filter(check -> !check.path("status").asString("").equals("up"))
                .map((JsonNode check) -> check.path("name").asString("") + ": "
                        + check.path("reason").asString("not up"))
                .collect(Collectors.joining("; "));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(2))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
