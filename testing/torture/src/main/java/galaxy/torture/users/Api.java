package galaxy.torture.users;

import galaxy.models.users.Command;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.RecordSet;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Sends single attempts, and checks what holds for every response. */
final class Api {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Set<Integer> RETRYABLE = Set.of(408, 425, 429, 503);

    private final Findings findings;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /**
     * A request, the same in all attempts.
     *
     * @param id sent as {@code X-Request-Id}
     * @param key sent as {@code Idempotency-Key}
     * @param path below the base of the interface
     * @param body absent for a {@code GET}
     * @param isWrite whether success acknowledges a change
     */
    record Request(String id, Optional<String> key, String path, Optional<String> body, boolean isWrite) {
        static Request get(String id, String path) {
            return new Request(id, Optional.empty(), path, Optional.empty(), false);
        }

        static Request post(String id, String path, Map<String, ?> body, boolean isWrite) {
            return new Request(
                    id, Optional.empty(), path, Optional.of(RecordSet.JSON.writeValueAsString(body)), isWrite);
        }

        /** A command, with its id as its idempotency key if it takes one. */
        static Request of(String id, Command command, String userId) {
            Request request = post(id, command.path(userId), command.fields(), true);
            Optional<String> key = Optional.of(id).filter(any -> command.kind().takesKey());
            return new Request(id, key, request.path, request.body, true);
        }

        /** The same without effect. */
        Request dry() {
            return new Request(id, Optional.empty(), path + "?dry_run=true", body, false);
        }

        /** The same under another id, which changes nothing more if the key is known. */
        Request again(String another) {
            return new Request(another, key, path, body, false);
        }

        /** Its name in the journal. */
        String what() {
            return (body.isPresent() ? "POST " : "GET ")
                    + path.replaceFirst("\\?.*", "").replaceAll("usr_[a-z0-9]+", "{id}");
        }
    }

    Api(Findings findings) {
        this.findings = findings;
    }

    Reply<Response> send(Request request, URI instance) throws InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(instance + "/api/v1/internal" + request.path()))
                .header("X-Request-Id", request.id());
        request.key().ifPresent(key -> builder.header("Idempotency-Key", key));
        request.body()
                .ifPresent(body ->
                        builder.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
        CompletableFuture<HttpResponse<String>> future = http.sendAsync(builder.build(), BodyHandlers.ofString());
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

    private Reply<Response> reply(Request request, HttpResponse<String> http) {
        int status = http.statusCode();
        Response response = new Response(status, parse(http.body()));
        String text =
                "%s %s → %d %.500s".formatted(request.path(), request.body().orElse(""), status, http.body());
        findings.check("no 5xx but 503", status < 500 || status == 503, () -> text);
        findings.check("responses are JSON objects", response.body().isObject(), () -> text);
        findings.check(
                "a response has the id of its request",
                http.headers().firstValue("X-Request-Id").stream().allMatch(request.id()::equals),
                () -> request.id() + " " + http.headers().map());
        Result result = RETRYABLE.contains(status)
                ? Result.UNAVAILABLE
                : status < 300 ? Result.DONE : status < 500 ? Result.REFUSED : Result.NO_RESPONSE;
        return new Reply<>(result, response.error(), text, Optional.of(response), Progress.ENDED);
    }

    private static JsonNode parse(String body) {
        try {
            return RecordSet.JSON.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }
}
