package galaxy.connections.api;

import galaxy.chassis.identity.Callers;
import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.service.Running;
import galaxy.chassis.service.ServiceContext;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsReader;
import galaxy.chassis.telemetry.ServerMetrics;
import galaxy.connections.Connections;
import galaxy.contracts.connections.v1.ConnectionsServiceGrpc;
import galaxy.contracts.connections.v1.ConnectionsServiceGrpc.ConnectionsServiceBlockingStub;
import galaxy.store.OpenStore;
import galaxy.store.Redis;
import galaxy.store.StoreSettings;
import galaxy.testkit.SettableClock;
import galaxy.testkit.Topology;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The connections service on an emptied store, with a clock that tests move, and a channel to it. */
final class Api implements AutoCloseable {
    private static final List<Setting<?>> SETTINGS = Stream.of(
                    StoreSettings.ALL, ListenerKeys.SHARED, new Connections().settings())
            .<Setting<?>>flatMap(List::stream)
            .toList();
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final AtomicInteger DRAWN = new AtomicInteger();

    final SettableClock clock = SettableClock.at(START);
    final PrometheusRegistry registry = new PrometheusRegistry();
    private final OpenStore store;
    private final Running service;
    private final ManagedChannel channel;

    private Api(String redis, Callers callers) {
        SettingsReader reader = new SettingsReader(
                SettingSources.of(Map.of(
                        "redis.uri", redis,
                        "redis.timeout", "10s",
                        "grpc.work-timeout", "15s",
                        "connections.grpc.port", "0")),
                SETTINGS);
        store = OpenStore.open(StoreSettings.read(reader), registry);
        service = new Connections()
                .start(new ServiceContext<>(store.shared(), reader, callers, new ServerMetrics(registry), clock));
        channel = Grpc.newChannelBuilder(service.address(), InsecureChannelCredentials.create())
                .build();
    }

    static Api open(Topology topology) {
        return new Api(topology.freshUri(), Callers.none());
    }

    static Api withCallers(Topology topology, Callers callers) {
        return new Api(topology.freshUri(), callers);
    }

    /** On the server at an address, as it is. */
    static Api at(String redis) {
        return new Api(redis, Callers.none());
    }

    /** A user who is not known yet. */
    static String freshUser() {
        return "pilot-" + DRAWN.incrementAndGet();
    }

    /** A username that was never taken. */
    static String freshName() {
        return "name-" + DRAWN.incrementAndGet();
    }

    /** A new idempotency key. */
    static String freshRequest() {
        return "request-" + DRAWN.incrementAndGet();
    }

    ConnectionsServiceBlockingStub calls() {
        return ConnectionsServiceGrpc.newBlockingStub(channel).withDeadlineAfter(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    }

    /** Calls with some metadata. */
    ConnectionsServiceBlockingStub calls(Map<String, String> metadata) {
        Metadata headers = new Metadata();
        metadata.forEach((name, value) -> headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
        return calls().withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    ManagedChannel channel() {
        return channel;
    }

    String target() {
        return service.address();
    }

    Redis redis() {
        return store.shared().redis();
    }

    Events events() {
        return new Events(this, redis());
    }

    @Override
    public void close() {
        channel.shutdownNow();
        service.close();
        store.close();
    }
}
