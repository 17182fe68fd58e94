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
import galaxy.store.ServiceStore;
import galaxy.store.SharedStore;
import galaxy.store.StoreWork;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** The connections service, wired and running. */
public final class ConnectionsService implements AutoCloseable {
    private final GrpcServer grpc;
    private final StoreWork work;

    private ConnectionsService(GrpcServer grpc, StoreWork work) {
        this.grpc = grpc;
        this.work = work;
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
        SharedStore shared = environment.store().shared();
        ConnectionsStore store =
                new ConnectionsStore(new ServiceStore(shared, ConnectionsStore.SPACE, clock, new SecureRandom()));
        ConnectionsApi api = new ConnectionsApi(
                new Profiles(store.profiles(), clock),
                new Contacts(store.contacts(), clock),
                new Links(store.links(), clock),
                AvatarManifest.load(),
                new PageTokens(shared.secret()::sign));
        store.work().start();
        GrpcServer grpc = GrpcServer.start(
                "connections",
                settings.grpcPort(),
                api.bindService(),
                ConnectionsApi::access,
                ConnectionsApi.ERROR_DOMAIN,
                environment.callers(),
                environment.http(),
                environment.metrics());
        return new ConnectionsService(grpc, store.work());
    }

    /** The address of the gRPC server, as clients take it: {@code 127.0.0.1:9090}. */
    public String target() {
        return grpc.target();
    }

    /** Conditions for the service to take requests. */
    public List<HealthCheck> checks() {
        return work.checks();
    }

    /** Completes running calls, publishes what waits, and stops. */
    @Override
    public void close() {
        grpc.close();
        work.close();
    }
}
