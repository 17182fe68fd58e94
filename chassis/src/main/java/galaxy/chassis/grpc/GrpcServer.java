package galaxy.chassis.grpc;

import galaxy.chassis.identity.Authenticator;
import galaxy.chassis.server.CannotListenException;
import galaxy.chassis.server.Draining;
import galaxy.chassis.server.ListenerSettings;
import galaxy.chassis.server.ServerTls;
import galaxy.chassis.telemetry.RpcMetrics;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.ServerServiceDefinition;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.ProtoReflectionService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A gRPC listener: HTTP/2 on one port, with TLS if it has a certificate, each call on a virtual thread, one service and beside it the
 * standard health and reflection services; no reflection where the listener is public. Handlers block, answer on the thread they are called on, and may throw.
 * Every response has {@code x-request-id}; every error has the form of {@link RpcErrors}.
 */
public final class GrpcServer implements AutoCloseable, Draining {
    /** A message that is too large is read up to so many limits, to be answered; the library ends the call of a larger one. */
    private static final int READ_BEYOND = 4;

    private static final int RESET_WINDOW_SECONDS = 10;
    /** Clients ping each 10 s or less often; a ping may be later than meant, and the next one then comes sooner after it. */
    private static final Duration SHORTEST_PING = Duration.ofSeconds(9);

    /** When a client that is no service, and says nothing, is asked whether it is still there. */
    private static final Duration SILENT = Duration.ofSeconds(30);

    private static final Duration AFTER_STOP = Duration.ofSeconds(1);

    private final Server server;
    private final CallDispatcher dispatcher;
    private final ServiceHealth health;
    private final Below below;
    private final ListenerSettings settings;

    /** What the server uses and does not close. */
    private record Below(Sockets sockets, ExecutorService threads, Optional<ServerTls> tls) implements AutoCloseable {
        private ServerCredentials credentials() {
            return tls.map(each -> TlsServerCredentials.newBuilder()
                            .keyManager(each.keyManager())
                            .build())
                    .orElseGet(InsecureServerCredentials::create);
        }

        @Override
        public void close() {
            tls.ifPresent(ServerTls::close);
            threads.shutdownNow();
            try {
                threads.awaitTermination(AFTER_STOP.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            sockets.close();
        }
    }

    private GrpcServer(
            Server server, CallDispatcher dispatcher, ServiceHealth health, Below below, ListenerSettings settings) {
        this.server = server;
        this.dispatcher = dispatcher;
        this.health = health;
        this.below = below;
        this.settings = settings;
    }

    /**
     * Starts listening.
     *
     * @param service label of its metrics and log lines
     * @throws galaxy.chassis.settings.SettingsException when the address is not loopback, and the service is open, or public without TLS or proxies
     * @throws IllegalArgumentException when the access of a method is missing, or there is no such method
     * @throws CannotListenException when the port is not available
     */
    public static GrpcServer start(
            String service, RpcApi api, ListenerSettings settings, Authenticator authenticator, RpcMetrics metrics) {
        authenticator.requireSafe(settings);
        var health = new ServiceHealth(
                api.definition().getServiceDescriptor().getName(), api.checks(), authenticator.isPublic());
        var open = authenticator.isPublic() ? List.of(health.service().bindService()) : standard(health);
        var errors = new RpcErrors(api.errorDomain());
        var methods = RpcMethods.of(api, open);
        var log = new RpcLog(service, metrics, settings.accessLog());
        var dispatcher = new CallDispatcher(methods, authenticator, errors, log, settings);
        var below = new Below(
                new Sockets(settings, log.limits()),
                Executors.newVirtualThreadPerTaskExecutor(),
                settings.tls().map(ServerTls::new));
        var builder = limited(settings, below, authenticator.isPublic())
                .intercept(dispatcher)
                .addStreamTracerFactory(new CallPreparation(log.limits()))
                .decompressorRegistry(CallPreparation.registry())
                .addService(RpcMethods.served(api.definition()))
                .fallbackHandlerRegistry(new UnknownMethods(errors));
        open.forEach(each -> builder.addService(RpcMethods.served(each)));
        try {
            var server = new GrpcServer(builder.build().start(), dispatcher, health, below, settings);
            log.limits().show(below.sockets()::open, dispatcher.limits()::inFlight);
            below.threads().execute(dispatcher.limits()::watch);
            below.threads().execute(health::watch);
            return server;
        } catch (IOException e) {
            below.close();
            throw new CannotListenException(settings.address().ip(), settings.port(), e);
        }
    }

    /** Tools of some years ago know only the older of the two reflection services. */
    @SuppressWarnings("deprecation")
    private static List<ServerServiceDefinition> standard(ServiceHealth health) {
        return List.of(
                health.service().bindService(),
                ProtoReflectionServiceV1.newInstance().bindService(),
                ProtoReflectionService.newInstance().bindService());
    }

    private static NettyServerBuilder limited(ListenerSettings settings, Below below, boolean isPublic) {
        var limits = settings.limits();
        var timeouts = settings.timeouts();
        var builder = NettyServerBuilder.forAddress(
                        new InetSocketAddress(settings.address().ip(), settings.port()), below.credentials())
                .executor(below.threads())
                .bossEventLoopGroup(below.sockets().loops())
                .workerEventLoopGroup(below.sockets().loops())
                .channelFactory(below.sockets().listening())
                .withChildOption(ChannelOption.TCP_NODELAY, true)
                .maxInboundMessageSize(READ_BEYOND * limits.bodyBytes())
                .maxInboundMetadataSize(limits.headerBytes())
                .maxConcurrentCallsPerConnection(limits.streams())
                .maxRstFramesPerWindow(limits.resets(), RESET_WINDOW_SECONDS)
                .handshakeTimeout(timeouts.read().toMillis(), TimeUnit.MILLISECONDS)
                .maxConnectionAge(timeouts.age().toMillis(), TimeUnit.MILLISECONDS)
                .maxConnectionAgeGrace(timeouts.stop().toMillis(), TimeUnit.MILLISECONDS)
                .keepAliveTimeout(timeouts.read().toMillis(), TimeUnit.MILLISECONDS)
                .permitKeepAliveTime(SHORTEST_PING.toMillis(), TimeUnit.MILLISECONDS)
                .permitKeepAliveWithoutCalls(true);
        // A game keeps its connection between calls; it is there as long as it answers.
        return isPublic
                ? builder.keepAliveTime(
                        Math.min(SILENT.toMillis(), timeouts.idle().toMillis()), TimeUnit.MILLISECONDS)
                : builder.keepAliveTime(timeouts.idle().toMillis(), TimeUnit.MILLISECONDS)
                        .maxConnectionIdle(timeouts.idle().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The port that it listens on, also when the setting is 0. */
    public int port() {
        return server.getPort();
    }

    /** The target for a channel of a client on this machine. */
    public String target() {
        return settings.reachableAt(port());
    }

    /** A command that lists its services. */
    public String describeCommand() {
        return "grpcurl %s%s describe".formatted(settings.tls().isPresent() ? "" : "-plaintext ", target());
    }

    /** The health service says at once that nothing is served, so that clients of it leave too. */
    @Override
    public void drain() {
        health.stop();
        below.sockets().goAway();
    }

    /**
     * Reports that it does not serve, refuses new calls, ends streams, waits for running requests up to the configured time,
     * and cancels the others. It does not wait for calls of the health and reflection services.
     */
    @Override
    public void close() {
        if (!dispatcher.stop()) {
            return;
        }
        health.stop();
        server.shutdown();
        try {
            dispatcher.limits().running().await(settings.timeouts().stop());
            server.shutdownNow();
            server.awaitTermination(AFTER_STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        } finally {
            below.close();
        }
    }
}
