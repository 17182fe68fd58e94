package galaxy.gateway.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import galaxy.chassis.grpc.GrpcServer;
import galaxy.chassis.grpc.RpcApi;
import galaxy.chassis.identity.Access;
import galaxy.chassis.identity.PublicAccess;
import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsReader;
import galaxy.chassis.telemetry.RpcMetrics;
import galaxy.contracts.gateway.v1.ExecuteResponse;
import galaxy.contracts.gateway.v1.GatewayServiceGrpc;
import galaxy.contracts.gateway.v1.SignedEnvelope;
import galaxy.contracts.gateway.v1.SubscribeResponse;
import galaxy.gateway.store.PlayerEvents;
import galaxy.gateway.stream.Subscriber;
import galaxy.gateway.stream.Subscriptions;
import galaxy.sessions.ReplayGuard;
import galaxy.sessions.SessionId;
import galaxy.sessions.store.RedisReplayGuard;
import galaxy.store.Redis;
import galaxy.testkit.FaultProxy;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The streams of a gateway over gRPC, for clients who need not sign. */
final class Streams implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(20);
    /** So little that a client who does not read is noticed soon. */
    private static final int WINDOW = 1024;

    final Subscriptions subscriptions;
    final GrpcServer server;
    private final ManagedChannel channel;
    private final List<ManagedChannel> proxies = new ArrayList<>();

    /** Takes the id of a session and, after a space, a cursor as a request. */
    private static final class Unsigned extends GatewayServiceGrpc.GatewayServiceImplBase {
        private final SubscribeCall call;
        private final ReplayGuard guard;

        private Unsigned(SubscribeCall call, ReplayGuard guard) {
            this.call = call;
            this.guard = guard;
        }

        @Override
        public void execute(SignedEnvelope request, StreamObserver<ExecuteResponse> client) {
            throw Status.UNIMPLEMENTED.asRuntimeException();
        }

        @Override
        public void subscribe(SignedEnvelope request, StreamObserver<SubscribeResponse> client) {
            String[] parts = request.getSignedRequest().toStringUtf8().split(" ", 2);
            SessionId id = SessionId.of(parts[0]);
            call.serve(
                    new Subscriber(id, guard.find(id).orElseThrow(), parts[1]),
                    (ServerCallStreamObserver<SubscribeResponse>) client);
        }
    }

    Streams(Redis redis, InstantSource clock) {
        this(redis, clock, Map.of());
    }

    /** @param settings of the listener: {@code gateway.grpc.idle-timeout} */
    Streams(Redis redis, InstantSource clock, Map<String, String> settings) {
        var guard = new RedisReplayGuard(redis, 300, clock);
        var ports = new Subscriptions.Ports(new PlayerEvents(redis), guard::find, clock, new Random(1), failure -> {});
        subscriptions = new Subscriptions(ports, Subscriptions.Limits.of(10_000));
        subscriptions.start();
        var call = new SubscribeCall(subscriptions, Errors::of);
        var api = new RpcApi(
                new Unsigned(call, guard).bindService(),
                Map.of("Execute", Access.anyone(), "Subscribe", Access.anyone()),
                Errors.DOMAIN,
                List.of(),
                Map.of());
        var keys = new ListenerKeys("gateway.grpc", 0, "test");
        var reader = new SettingsReader(
                SettingSources.of(settings),
                Stream.concat(ListenerKeys.SHARED.stream(), keys.all().stream()).toList());
        server = GrpcServer.start(
                "gateway", api, keys.read(reader), PublicAccess.LISTENER, new RpcMetrics(new PrometheusRegistry()));
        channel = channel(server.target());
    }

    private static ManagedChannel channel(String target) {
        return NettyChannelBuilder.forTarget(target)
                .usePlaintext()
                .flowControlWindow(WINDOW)
                .build();
    }

    /** A client of one stream. */
    static final class Client extends ClientCall.Listener<SubscribeResponse> {
        private final ClientCall<SignedEnvelope, SubscribeResponse> call;
        private final BlockingQueue<SubscribeResponse> received = new LinkedBlockingQueue<>();
        private final CompletableFuture<StatusRuntimeException> end = new CompletableFuture<>();

        private Client(ClientCall<SignedEnvelope, SubscribeResponse> call) {
            this.call = call;
        }

        @Override
        public void onMessage(SubscribeResponse message) {
            received.add(message);
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            end.complete(status.asRuntimeException(trailers));
        }

        /** @param count further messages */
        void reads(int count) {
            call.request(count);
        }

        void cancel() {
            call.cancel("on purpose", null);
        }

        SubscribeResponse next() throws InterruptedException {
            @Nullable SubscribeResponse next = received.poll(SOON.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                throw new AssertionError("nothing was sent; the end: " + end);
            }
            return next;
        }

        /** Whether the stream has begun; false if it ends instead. */
        boolean isReady() {
            await().atMost(SOON).until(() -> !received.isEmpty() || end.isDone());
            return !received.isEmpty();
        }

        SubscribeResponse next(SubscribeResponse.Kind kind) throws InterruptedException {
            SubscribeResponse next = next();
            assertThat(next.getKind()).as(next.toString()).isEqualTo(kind);
            return next;
        }

        /** With its trailers. */
        StatusRuntimeException end() {
            return end.orTimeout(SOON.toMillis(), TimeUnit.MILLISECONDS).join();
        }
    }

    /** Opens a stream that reads all. */
    Client open(String sessionId, String after) {
        Client client = openUnread(sessionId, after);
        client.reads(Integer.MAX_VALUE);
        return client;
    }

    /** Opens a stream that reads nothing yet. */
    Client openUnread(String sessionId, String after) {
        return openUnread(channel, sessionId, after);
    }

    private static Client openUnread(ManagedChannel channel, String sessionId, String after) {
        var client = new Client(channel.newCall(GatewayServiceGrpc.getSubscribeMethod(), CallOptions.DEFAULT));
        client.call.start(client, new Metadata());
        client.call.sendMessage(SignedEnvelope.newBuilder()
                .setSignedRequest(ByteString.copyFromUtf8(sessionId + " " + after))
                .build());
        client.call.halfClose();
        return client;
    }

    /** Opens a stream that reads all, over a connection of its own, by way of a proxy. */
    Client openThrough(FaultProxy proxy, String sessionId) {
        ManagedChannel proxied = channel(proxy.host() + ":" + proxy.port());
        proxies.add(proxied);
        Client client = openUnread(proxied, sessionId, "");
        client.reads(Integer.MAX_VALUE);
        return client;
    }

    @Override
    public void close() {
        proxies.forEach(ManagedChannel::shutdownNow);
        channel.shutdownNow();
        server.close();
        subscriptions.close();
    }
}
