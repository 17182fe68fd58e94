package galaxy.torture.users;

import galaxy.models.users.Command;
import galaxy.testkit.http.RestClient;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Reply;
import galaxy.torture.workload.Reply.Result;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sends single attempts, and checks what holds for every response. */
public final class Api {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Set<Integer> RETRYABLE = Set.of(408, 425, 429);

    private final Findings findings;
    private final String base;
    private final boolean hasOwnIds;

    /**
     * A request, the same in all attempts.
     *
     * @param id sent as {@code X-Request-Id}
     * @param key sent as {@code Idempotency-Key}
     * @param path below the base of the interface
     * @param body absent for a {@code GET}
     * @param isWrite whether success acknowledges a change
     */
    public record Request(String id, Optional<String> key, String path, Optional<String> body, boolean isWrite) {
        public static Request get(String id, String path) {
            return new Request(id, Optional.empty(), path, Optional.empty(), false);
        }

        public static Request post(String id, String path, Map<String, ?> body, boolean isWrite) {
            return new Request(
                    id, Optional.empty(), path, Optional.of(RestClient.JSON.writeValueAsString(body)), isWrite);
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

        /** The same under an idempotency key. */
        public Request withKey(String known) {
            return new Request(id, Optional.of(known), path, body, isWrite);
        }

        /** Its name in the journal. */
        public String what() {
            return (body.isPresent() ? "POST " : "GET ")
                    + path.replaceFirst("\\?.*", "").replaceAll("(usr|chl|dvs)_[a-z0-9]+", "{id}");
        }
    }

    public Api(Findings findings) {
        this(findings, "/api/v1/internal", false);
    }

    private Api(Findings findings, String base, boolean hasOwnIds) {
        this.findings = findings;
        this.base = base;
        this.hasOwnIds = hasOwnIds;
    }

    /** The interface for anyone, where each request gets an id. */
    public static Api ofAnyone(Findings findings) {
        return new Api(findings, "/api/v1/public", true);
    }

    /** Sends it once to an instance of a service. */
    public Reply<Response> send(Request request, URI instance) throws InterruptedException {
        URI uri = URI.create(instance + base + request.path());
        HttpRequest.Builder builder =
                request.body().map(body -> RestClient.post(uri, body)).orElseGet(() -> HttpRequest.newBuilder(uri));
        builder.header("X-Request-Id", request.id());
        request.key().ifPresent(key -> builder.header("Idempotency-Key", key));
        RestClient.Reply reply = RestClient.send(builder, TIMEOUT);
        return reply.failure().map(Reply::<Response>noResponse).orElseGet(() -> reply(request, reply));
    }

    private Reply<Response> reply(Request request, RestClient.Reply http) {
        int status = http.status();
        Response response = new Response(status, http.json());
        String text =
                "%s %s → %d %.500s".formatted(request.path(), request.body().orElse(""), status, http.body());
        findings.check("no 5xx but 503", status < 500 || status == 503, () -> text);
        findings.check("responses are JSON objects", response.body().isObject(), () -> text);
        Optional<String> id = http.header("X-Request-Id");
        boolean isOwn = hasOwnIds || id.stream().allMatch(request.id()::equals);
        findings.check("a response has the id of its request", isOwn, request.id(), id);
        Result result = status < 300
                ? Result.DONE
                : status < 500 && !RETRYABLE.contains(status) ? Result.REFUSED : Result.UNAVAILABLE;
        return new Reply<>(result, response.error(), text, Optional.of(response));
    }
}
