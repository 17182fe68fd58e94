package galaxy.app.cli.auth;

import galaxy.app.cli.ExitException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code /outbox} of a management port. */
final class OutboxClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI url;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    /** @param url of the management port */
    OutboxClient(URI url) {
        this.url = url;
    }

    /**
     * The mails, newest first.
     *
     * @throws ExitException when there is no response, no outbox, or something else
     */
    List<JsonNode> mails(Optional<String> to) {
        HttpResponse<String> response = send(to);
        return switch (response.statusCode()) {
            case 200 -> items(response.body());
            case 404 ->
                throw new ExitException(
                        ExitException.REFUSED,
                        "there is no outbox at %s: mails go to the relay of auth.smtp.uri, or the service auth does not run"
                                .formatted(url));
            default -> throw invalid("status " + response.statusCode());
        };
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpResponse<String> send(Optional<String> to) {
        String query = to.map(address -> "?to="
                        + URLEncoder.encode(address, StandardCharsets.UTF_8).replace("+", "%20"))
                .orElse("");
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(url.toString().replaceFirst("/+$", "") + "/outbox" + query))
                    .header("Accept", "application/json")
                    .timeout(TIMEOUT)
                    .build();
            return client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw ExitException.usage("--url must be an address such as http://127.0.0.1:8090");
        } catch (IOException e) {
            throw new ExitException(
                    ExitException.UNAVAILABLE,
                    "no response from %s; start Galaxy (./galaxy serve), or give the address of its management port with --url"
                            .formatted(url));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExitException(130, "interrupted");
        }
    }

    private List<JsonNode> items(String body) {
        try {
            JsonNode items = JSON.readTree(body).path("items");
            if (items.isArray()) {
                return items.valueStream().toList();
            }
        } catch (JacksonException e) {
            throw invalid("no JSON");
        }
        throw invalid("no list of mails");
    }

    private ExitException invalid(String what) {
        return new ExitException(
                ExitException.INVALID_RESPONSE,
                "the response of %s is not that of an outbox (%s); check that --url is the management port of Galaxy"
                        .formatted(url, what));
    }
}
