package galaxy.connections;

import galaxy.chassis.grpc.GrpcServer;
import galaxy.chassis.paging.PageTokens;
import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.service.Endpoint;
import galaxy.chassis.service.Running;
import galaxy.chassis.service.Service;
import galaxy.chassis.service.ServiceContext;
import galaxy.chassis.settings.Setting;
import galaxy.connections.contact.Contacts;
import galaxy.connections.grpc.ConnectionsApi;
import galaxy.connections.json.AvatarManifest;
import galaxy.connections.link.Links;
import galaxy.connections.profile.Profiles;
import galaxy.connections.store.ConnectionsStore;
import galaxy.store.ServiceStore;
import galaxy.store.SharedStore;
import galaxy.store.StoreWork;
import java.security.SecureRandom;
import java.util.List;

/** The connections service. */
public final class Connections implements Service<SharedStore> {
    private static final ListenerKeys GRPC =
            new ListenerKeys("connections.grpc", 9090, "port of the connections service: gRPC");

    @Override
    public String name() {
        return "connections";
    }

    @Override
    public List<Setting<?>> settings() {
        return GRPC.all();
    }

    @Override
    public Running start(ServiceContext<SharedStore> context) {
        var clock = context.clock();
        var store = new ConnectionsStore(
                new ServiceStore(context.shared(), ConnectionsStore.SPACE, clock, new SecureRandom()));
        var api = new ConnectionsApi(
                new Profiles(store.profiles(), clock),
                new Contacts(store.contacts(), clock),
                new Links(store.links(), clock),
                AvatarManifest.load(),
                new PageTokens(context.shared().secret()::sign));
        StoreWork work = store.work();
        work.start();
        GrpcServer grpc = GrpcServer.start(
                name(),
                api.rpc(List.of(context.shared().check())),
                GRPC.read(context.settings()),
                context.callers(),
                context.metrics().rpc());
        var endpoint = new Endpoint(
                grpc.target(),
                "gRPC; " + grpc.describeCommand(),
                "./galaxy connections username set pilot-1 nova --target " + grpc.target());
        return new Running(List.of(endpoint), List.of(), List.of(grpc, work));
    }
}
