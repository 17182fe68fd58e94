package galaxy.torture.stage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** The management port of an instance. */
record Management(int port) {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    /** Whether it is ready for requests. */
    boolean isReady() throws InterruptedException {
        return get("/readyz").isPresent();
    }

    /** All metrics that it tells, if it tells. */
    Optional<String> metrics() throws InterruptedException {
        return get("/metrics");
    }

    private Optional<String> get(String path) throws InterruptedException {
        try {
            HttpResponse<String> answer = CLIENT.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .timeout(Duration.ofSeconds(2))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException down) {
            return Optional.empty();
        }
    }
}
