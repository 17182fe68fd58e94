package galaxy.testkit.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Sends requests with JSON over HTTP/1.1, each once. */
public final class RestClient {
    public static final JsonMapper JSON = new JsonMapper();

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /**
     * A response, or why there is none.
     *
     * @param took from the sending to the last byte
     */
    public record Reply(Optional<HttpResponse<String>> response, Optional<Exception> failure, Duration took) {
        /** 0 without a response. */
        public int status() {
            return response.map(HttpResponse::statusCode).orElse(0);
        }

        public boolean isOk() {
            return status() == 200;
        }

        /** Empty without a response. */
        public String body() {
            return response.map(HttpResponse::body).orElse("");
        }

        public Optional<String> header(String name) {
            return response.flatMap(each -> each.headers().firstValue(name));
        }

        /** The body; missing if it is no JSON. */
        public JsonNode json() {
            try {
                return JSON.readTree(body());
            } catch (JacksonException e) {
                return MissingNode.getInstance();
            }
        }

        /** A field of the body, empty without one. */
        public String text(String field) {
            return json().path(field).asString("");
        }
    }

    private RestClient() {}

    public static Reply get(URI uri, Duration timeout) throws InterruptedException {
        return send(HttpRequest.newBuilder(uri), timeout);
    }

    /** A {@code POST} of JSON, to be completed with headers. */
    public static HttpRequest.Builder post(URI uri, String json) {
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
    }

    /**
     * Sends a request once.
     *
     * @param timeout for all of the response; the failure is a {@link TimeoutException} then
     */
    public static Reply send(HttpRequest.Builder request, Duration timeout) throws InterruptedException {
        long start = System.nanoTime();
        CompletableFuture<HttpResponse<String>> response = HTTP.sendAsync(request.build(), BodyHandlers.ofString());
        try {
            HttpResponse<String> complete = response.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return new Reply(Optional.of(complete), Optional.empty(), since(start));
        } catch (TimeoutException e) {
            response.cancel(true);
            return new Reply(Optional.empty(), Optional.of(e), since(start));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                return new Reply(Optional.empty(), Optional.of(failure), since(start));
            }
            throw new IllegalStateException(e);
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
