package galaxy.torture.users;

import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Reply;
import galaxy.torture.workload.Reply.Progress;
import galaxy.torture.workload.Result;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Sends single attempts, and checks what holds for every response. */
final class Api {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Set<Integer> RETRYABLE = Set.of(408, 425, 429, 503);
    private static final JsonMapper JSON = new JsonMapper();

    private final Findings findings;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    Api(Findings findings) {
        this.findings = findings;
    }

    Reply<Response> send(Request request, URI instance) throws InterruptedException {
        CompletableFuture<HttpResponse<String>> future =
                http.sendAsync(http(request, instance), BodyHandlers.ofString());
        try {
            return reply(request, future.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            future.cancel(true);
            return Reply.noResponse("timeout", Progress.MAY_CONTINUE);
        } catch (ExecutionException e) {
            boolean isSent = !(e.getCause() instanceof ConnectException);
            return Reply.noResponse(e.getCause() + "", isSent ? Progress.ENDED : Progress.NOT_SENT);
        }
    }

    private static HttpRequest http(Request request, URI instance) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(instance + "/api/v1/internal" + request.path()))
                .header("X-Request-Id", request.id());
        request.key().ifPresent(key -> builder.header("Idempotency-Key", key));
        request.body()
                .ifPresent(body ->
                        builder.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
        return builder.build();
    }

    private Reply<Response> reply(Request request, HttpResponse<String> http) {
        Response response = new Response(http.statusCode(), parse(http.body()));
        String text = "%s %s → %d %.500s"
                .formatted(request.path(), request.body().orElse(""), http.statusCode(), http.body());
        findings.check("no 5xx but 503", http.statusCode() < 500 || http.statusCode() == 503, () -> text);
        findings.check("responses are JSON objects", response.body().isObject(), () -> text);
        findings.check(
                "a response has the id of its request",
                http.headers().firstValue("X-Request-Id").stream().allMatch(request.id()::equals),
                () -> request.id() + " " + http.headers().map());
        return new Reply<>(result(http.statusCode()), response.error(), text, Optional.of(response), Progress.ENDED);
    }

    private static Result result(int status) {
        if (RETRYABLE.contains(status)) {
            return Result.UNAVAILABLE;
        }
        return status < 300 ? Result.DONE : status < 500 ? Result.REFUSED : Result.NO_RESPONSE;
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }
}
