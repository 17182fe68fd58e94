package galaxy.torture.gateway;

import com.google.protobuf.MessageLite;
import galaxy.client.auth.DeviceSessionId;
import galaxy.client.gateway.DeviceKey;
import galaxy.client.gateway.GatewayClient;
import galaxy.client.gateway.GatewaySettings;
import galaxy.client.gateway.PlayerSession;
import galaxy.client.transport.RpcFailure;
import galaxy.contracts.GatewayReason;
import galaxy.contracts.MessageType;
import galaxy.contracts.gateway.v1.ExecuteResponse;
import galaxy.contracts.gateway.v1.GatewayServiceGrpc;
import galaxy.contracts.gateway.v1.SignedEnvelope;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.http.RestClient;
import galaxy.torture.users.Api;
import galaxy.torture.users.Api.Request;
import galaxy.torture.users.Naming;
import galaxy.torture.users.Response;
import galaxy.torture.workload.Channels;
import galaxy.torture.workload.Choices;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Observed;
import galaxy.torture.workload.Reply;
import galaxy.torture.workload.Reply.Result;
import galaxy.torture.workload.Requests;
import galaxy.torture.workload.Workload.Context;
import io.grpc.Metadata;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** The requests of one client to the gateway, and to users about the same people. Not thread-safe. */
final class Client {
    static final String ONCE = "no signed message is accepted twice";

    /** What the gateway may take more: up to 3.5 s for a sign-in, and 3 s for a signed request. */
    private static final Duration WITH_SERVICES = Duration.ofSeconds(2);

    private static final Duration OUTBOX = Duration.ofSeconds(2);
    private static final int OUTBOX_TRIES = 20;
    private static final int OUTBOX_PAUSE = 50;
    private static final int REMEMBERED = 300;

    /** Nothing happened, and the request is to be signed anew. */
    private static final Set<GatewayReason> SIGN_ANEW =
            EnumSet.of(GatewayReason.STALE_REQUEST, GatewayReason.TOO_MANY_REQUESTS, GatewayReason.REQUEST_REPLAYED);

    private static final Set<GatewayReason> LATER = EnumSet.of(
            GatewayReason.SERVICE_UNAVAILABLE, GatewayReason.DEADLINE_EXCEEDED, GatewayReason.INTERNAL_ERROR);

    private static final Map<String, String> OPERATOR = Map.of("type", "admin", "id", "torture");

    final Choices choices;
    final Shared shared;
    final Findings findings;
    private final Api gateway;
    private final Api users;
    private final Requests requests;
    private final int number;
    private int drawn;

    /** What all clients share. */
    record Shared(
            Context context, Channels channels, Deque<SignedEnvelope> accepted, Map<String, GatewayClient> streams)
            implements AutoCloseable {
        Shared(Context context) {
            this(context, new Channels(), new ConcurrentLinkedDeque<>(), new ConcurrentHashMap<>());
        }

        /** A client of the library, for streams. */
        GatewayClient streams(GalaxyInstance instance) {
            return streams.computeIfAbsent(
                    instance.gatewayTarget(),
                    target -> GatewayClient.of(GatewaySettings.of(instance.gateway(), target)));
        }

        private void remember(SignedEnvelope envelope) {
            accepted.addLast(envelope);
            if (accepted.size() > REMEMBERED) {
                accepted.pollFirst();
            }
        }

        @Override
        public void close() {
            channels.close();
            streams.values().forEach(GatewayClient::close);
        }
    }

    Client(Shared shared, Findings findings, int number, RandomGenerator random) {
        this.shared = shared;
        this.findings = findings;
        this.number = number;
        this.choices = new Choices(random);
        this.gateway = Api.ofAnyone(findings);
        this.users = new Api(findings);
        this.requests = new Requests(shared.context().journal(), random, WITH_SERVICES);
    }

    String newId() {
        return "gateway-%s-%d-%d"
                .formatted(Long.toUnsignedString(shared.context().seed(), 36), number, drawn++);
    }

    /** A race name that no other user asks for. */
    String newName() {
        long seed = Math.floorMod(shared.context().seed(), 300_000L);
        return "Orion " + Naming.letters(number, 4) + Naming.letters(drawn++, 4) + Naming.letters(seed, 4);
    }

    GalaxyInstance instance() {
        return choices.any(shared.context().instances());
    }

    /** A new player, unless the code was lost with the outbox, which is in memory. */
    Optional<Player> signIn() throws InterruptedException {
        var email = new AtomicReference<>("");
        Observed<Response> sent = requests.send(newId(), "send-email-code", true, () -> {
            email.set(newId() + "@torture.example");
            return gateway.send(
                    Request.post(newId(), "/auth/send-email-code", Map.of("email", email.get()), true),
                    instance().gateway());
        });
        Optional<String> challenge = sent.response().map(response -> response.text("challenge_id"));
        Optional<String> code = challenge.isEmpty() ? Optional.empty() : code(email.get());
        if (code.isEmpty()) {
            return Optional.empty();
        }
        DeviceKey key = DeviceKey.generate();
        Map<String, Object> body = Map.of(
                "challenge_id",
                challenge.get(),
                "code",
                code.get(),
                "client_public_key",
                "ed25519:" + key.publicKey(),
                "time_zone",
                "UTC");
        Observed<Response> confirmed =
                send(gateway, Request.post(newId(), "/auth/confirm-email-code", body, true), GalaxyInstance::gateway);
        findings.checkRecorded("a right code signs a player in", confirmed.isOpen() || confirmed.isDone(), confirmed);
        return confirmed
                .response()
                .map(in -> new Player(email.get(), in.text("user_id"), new Device(in.text("device_session_id"), key)));
    }

    /** The code of the mail to an address, in the outbox of the instance that sent it. */
    private Optional<String> code(String email) throws InterruptedException {
        for (int i = 0; i < OUTBOX_TRIES; i++) {
            for (GalaxyInstance each : shared.context().instances()) {
                URI mails = each.management().resolve("/outbox?to=" + email);
                var outbox =
                        RestClient.send(HttpRequest.newBuilder(mails).header("Accept", "application/json"), OUTBOX);
                String code = outbox.isOk() ? outbox.json().at("/items/0/code").asString("") : "";
                if (!code.isEmpty()) {
                    return Optional.of(code);
                }
            }
            Thread.sleep(OUTBOX_PAUSE);
        }
        return Optional.empty();
    }

    private Observed<Response> send(Api api, Request request, Function<GalaxyInstance, URI> service)
            throws InterruptedException {
        return requests.send(
                request.id(), request.what(), request.isWrite(), () -> api.send(request, service.apply(instance())));
    }

    Observed<Response> block(String email) throws InterruptedException {
        Map<String, Object> body = Map.of("email", email, "reason_code", "torture", "actor", OPERATOR);
        return send(users, Request.post(newId(), "/user-blocks/by-email", body, true), GalaxyInstance::users);
    }

    Observed<Response> account(String user) throws InterruptedException {
        return send(users, Request.get(newId(), "/users/" + user), GalaxyInstance::users);
    }

    /** A signed request, signed anew for each attempt. */
    Observed<ExecuteResponse> call(Device device, String id, MessageType type, MessageLite payload)
            throws InterruptedException {
        boolean isWrite = type != MessageType.USER_ACCOUNT_GET && type != MessageType.SESSION_LIST;
        return requests.send(id, type.code(), isWrite, () -> {
            SignedEnvelope envelope = device.sign(id, type, payload);
            Reply<ExecuteResponse> reply = execute(envelope, failure -> {
                failure.metadata("min_issued_at_ms").map(Long::valueOf).ifPresent(device::dateFrom);
                Optional<GatewayReason> reason = reason(failure);
                return reason.filter(SIGN_ANEW::contains).isPresent()
                        ? Reply.noResponse(Result.NOT_SENT, String.valueOf(reason))
                        : failed(failure, id);
            });
            if (reply.result() == Result.DONE) {
                shared.remember(envelope);
            }
            return reply;
        });
    }

    /** A message comes again that was accepted a while ago. */
    void replay() throws InterruptedException {
        int skipped = choices.random().nextInt(Math.max(1, shared.accepted().size()));
        Optional<SignedEnvelope> old = shared.accepted().stream().skip(skipped).findFirst();
        if (old.isPresent()) {
            String id = newId();
            Observed<ExecuteResponse> observed = requests.send(
                    id,
                    "replay",
                    false,
                    () -> execute(
                            old.get(),
                            failure -> reason(failure)
                                    .filter(SIGN_ANEW::contains)
                                    .<Reply<ExecuteResponse>>map(reason -> Reply.refused(reason.name()))
                                    .orElseGet(() -> failed(failure, id))));
            boolean isRefused = observed.refusal()
                    .map(GatewayReason::valueOf)
                    .filter(SIGN_ANEW::contains)
                    .isPresent();
            // It is refused as a message of before, or as one of a session that is lost.
            Findings.Check rule = observed.isDone() ? findings::check : findings::checkRecorded;
            rule.check(ONCE, observed.isOpen() || isRefused, observed, old);
        }
    }

    private Reply<ExecuteResponse> execute(
            SignedEnvelope envelope, Function<RpcFailure, Reply<ExecuteResponse>> failed) {
        return shared.channels()
                .send(
                        instance().gatewayTarget(),
                        GatewayServiceGrpc.getExecuteMethod(),
                        envelope,
                        new Metadata(),
                        failed);
    }

    private static Optional<GatewayReason> reason(RpcFailure failure) {
        return failure.reason()
                .flatMap(GatewayReason::of)
                .filter(known -> known.status().name().equals(failure.status()));
    }

    private Reply<ExecuteResponse> failed(RpcFailure failure, String id) {
        return reason(failure)
                .filter(reason -> !LATER.contains(reason))
                .<Reply<ExecuteResponse>>map(reason -> Reply.refused(reason.name()))
                .orElseGet(() -> Channels.unanswered(
                        failure, "%s: %s %s".formatted(id, failure.cause(), failure.reason()), findings));
    }

    static PlayerSession session(Device device) {
        return new PlayerSession(DeviceSessionId.of(device.session), device.key);
    }
}
