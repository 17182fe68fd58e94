package galaxy.connections;

import galaxy.chassis.grpc.GrpcServer;
import galaxy.chassis.health.HealthCheck;
import galaxy.chassis.http.HttpSettings;
import galaxy.chassis.identity.Callers;
import galaxy.chassis.paging.PageTokens;
import galaxy.chassis.telemetry.RpcMetrics;
import galaxy.connections.contact.Contacts;
import galaxy.connections.grpc.ConnectionsApi;
import galaxy.connections.json.AvatarManifest;
import galaxy.connections.link.Links;
import galaxy.connections.profile.Profiles;
import galaxy.connections.store.ConnectionsStore;
import galaxy.store.OpenStore;
import galaxy.store.Relay;
import galaxy.store.Sweeper;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** The connections service, wired and running. */
public final class ConnectionsService implements AutoCloseable {
    private final GrpcServer grpc;
    private final Sweeper sweeper;
    private final Relay relay;

    private ConnectionsService(GrpcServer grpc, Sweeper sweeper, Relay relay) {
        this.grpc = grpc;
        this.sweeper = sweeper;
        this.relay = relay;
    }

    /** What the process lends to each of its services. */
    public record Environment(
            OpenStore store,
            HttpSettings http,
            Callers callers,
            RpcMetrics metrics,
            InstantSource clock,
            int retainedEvents) {}

    /** Starts the service on an open store. */
    public static ConnectionsService start(ConnectionsSettings settings, Environment environment) {
        InstantSource clock = environment.clock();
        OpenStore open = environment.store();
        ConnectionsStore store = new ConnectionsStore(
                open.redis(), open.seal(), clock, new SecureRandom(), open.metrics(), environment.retainedEvents());
        ConnectionsApi door = new ConnectionsApi(
                new Profiles(store.profiles(), clock),
                new Contacts(store.contacts(), clock),
                new Links(store.links(), clock),
                AvatarManifest.load(),
                new PageTokens(open.seal()::sign));
        store.relay().start();
        store.sweeper().start();
        GrpcServer grpc = GrpcServer.start(
                "connections",
                settings.grpcPort(),
                door.bindService(),
                ConnectionsApi::access,
                ConnectionsApi.ERROR_DOMAIN,
                environment.callers(),
                environment.http(),
                environment.metrics());
        return new ConnectionsService(grpc, store.sweeper(), store.relay());
    }

    /** Where the gRPC door is, as clients take it: {@code 127.0.0.1:9090}. */
    public String target() {
        return grpc.target();
    }

    /** What must be well for the service to take requests. */
    public List<HealthCheck> checks() {
        return List.of(relay.check());
    }

    /** Finishes what runs, publishes what waits, and stops. */
    @Override
    public void close() {
        grpc.close();
        sweeper.close();
        relay.close();
    }
}
