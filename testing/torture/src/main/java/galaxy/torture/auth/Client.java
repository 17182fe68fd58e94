package galaxy.torture.auth;

import galaxy.auth.code.CodeKey;
import galaxy.auth.code.Codes;
import galaxy.kernel.Sha256;
import galaxy.testkit.GalaxyInstance;
import galaxy.torture.users.Api;
import galaxy.torture.users.Api.Request;
import galaxy.torture.users.Response;
import galaxy.torture.workload.Choices;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Observed;
import galaxy.torture.workload.Requests;
import galaxy.torture.workload.Workload.Context;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** The requests of one client to auth, and to users about the same people. Not thread-safe. */
final class Client {
    private static final Codes CODES = new Codes(List.of(new CodeKey("k1", new byte[32])), 8);
    private static final Map<String, String> HERE = Map.of("ip", "127.0.0.1", "country", "DE");
    private static final Map<String, String> ADMIN = Map.of("type", "admin", "id", "torture");

    /** A confirmation may take three seconds, twice as long as any other request: it may wait for users. */
    private static final Duration WITH_USERS = Duration.ofMillis(1500);

    final Choices choices;
    final Findings findings;
    private final Context context;
    private final Api api;
    private final Requests requests;
    private final Requests confirmations;
    private final String name;
    private int drawn;

    Client(Context context, Findings findings, int number, RandomGenerator random) {
        this.context = context;
        this.findings = findings;
        this.choices = new Choices(random);
        this.api = new Api(findings);
        this.requests = new Requests(context.journal(), random);
        this.confirmations = new Requests(context.journal(), random, WITH_USERS);
        this.name = "auth-" + Long.toUnsignedString(context.seed(), 36) + "-" + number;
    }

    private String next() {
        return name + "-" + drawn++;
    }

    private Observed<Response> send(Request request, Function<GalaxyInstance, URI> service)
            throws InterruptedException {
        return send(requests, request, service);
    }

    private Observed<Response> send(Requests sender, Request request, Function<GalaxyInstance, URI> service)
            throws InterruptedException {
        return sender.send(
                request.id(),
                request.what(),
                request.isWrite(),
                () -> api.send(request, service.apply(choices.any(context.instances()))));
    }

    private Observed<Response> post(String path, Map<String, ?> body) throws InterruptedException {
        return send(Request.post(next(), path, body, true), GalaxyInstance::auth);
    }

    /** Asks for a code for an address of its own: for another one each time, as a second code to one has to wait. */
    Optional<Mailbox> challenge() throws InterruptedException {
        var email = new AtomicReference<>("");
        Observed<Response> observed = requests.send(next(), "POST /sign-in/challenges", true, () -> {
            email.set(next() + "@torture.example");
            Map<String, Object> body = Map.of("email", email.get(), "locale", "en", "client", HERE);
            Request request = Request.post(next(), "/sign-in/challenges", body, true);
            return api.send(request, choices.any(context.instances()).auth());
        });
        return observed.response()
                .map(sent -> sent.text("challenge_id"))
                .map(id -> new Mailbox(email.get(), id, CODES.code("k1", id).orElseThrow()));
    }

    /** A credential that no other challenge gets. */
    String newCredential() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(next()));
    }

    Observed<Response> confirm(Mailbox mailbox, String code, String credential) throws InterruptedException {
        Map<String, Object> body = Map.of(
                "code",
                code,
                "credential",
                Map.of("kind", "cookie", "secret_sha256", credential),
                "time_zone",
                "UTC",
                "preferred_language",
                "en",
                "client",
                HERE);
        String path = "/sign-in/challenges/" + mailbox.challenge + "/confirm-email-code";
        Observed<Response> observed = send(confirmations, Request.post(next(), path, body, true), GalaxyInstance::auth);
        mailbox.confirmed(observed, findings);
        return observed;
    }

    Observed<Response> session(String id) throws InterruptedException {
        return send(Request.get(next(), "/device-sessions/" + id), GalaxyInstance::auth);
    }

    Observed<Response> active(String userId) throws InterruptedException {
        return send(Request.get(next(), "/users/" + userId + "/device-sessions"), GalaxyInstance::auth);
    }

    Observed<Response> revoke(String sessionId) throws InterruptedException {
        return post("/device-sessions/" + sessionId + "/revoke", reason());
    }

    Observed<Response> revokeAll(String userId) throws InterruptedException {
        return post("/users/" + userId + "/device-sessions/revoke-all", reason());
    }

    /** Through auth, or at users, which auth has to find out. */
    Observed<Response> block(String email) throws InterruptedException {
        Map<String, Object> body = block(email, choices.percent(50));
        return choices.percent(30)
                ? post("/user-blocks/by-email", body)
                : send(Request.post(next(), "/user-blocks/by-email", body, true), GalaxyInstance::users);
    }

    Observed<Response> unblock(String email) throws InterruptedException {
        Request request = Request.post(next(), "/user-blocks/by-email/remove", ofEmail(email), true);
        return send(request, GalaxyInstance::users);
    }

    Observed<Response> blockLogin(String userId) throws InterruptedException {
        Map<String, Object> body = Map.of("sanction_code", "login_block", "reason_code", "torture", "actor", ADMIN);
        return send(Request.post(next(), "/users/" + userId + "/sanctions/apply", body, true), GalaxyInstance::users);
    }

    private static Map<String, Object> reason() {
        return Map.of("reason_code", "torture", "actor", ADMIN);
    }

    private static Map<String, Object> ofEmail(String email) {
        return Map.of("email", email, "reason_code", "torture", "actor", ADMIN);
    }

    /** A block has an end or none; none ends during a run. */
    private static Map<String, Object> block(String email, boolean hasEnd) {
        Map<String, Object> body = new TreeMap<>(ofEmail(email));
        if (hasEnd) {
            body.put("expires_at", "2100-01-01T00:00:00Z");
        }
        return body;
    }
}
