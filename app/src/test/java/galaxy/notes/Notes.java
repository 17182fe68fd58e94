package galaxy.notes;

import galaxy.chassis.grpc.GrpcServer;
import galaxy.chassis.http.HttpApi;
import galaxy.chassis.http.HttpServer;
import galaxy.chassis.http.Routes;
import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.service.Endpoint;
import galaxy.chassis.service.Running;
import galaxy.chassis.service.Service;
import galaxy.chassis.service.ServiceContext;
import galaxy.chassis.settings.Setting;
import galaxy.notes.grpc.NotesCalls;
import galaxy.notes.http.NotesRoutes;
import galaxy.notes.store.RedisNotes;
import galaxy.store.ServiceStore;
import galaxy.store.SharedStore;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;

/** The sample service. */
public final class Notes implements Service<SharedStore> {
    private static final ListenerKeys HTTP = new ListenerKeys("notes.http", 8085, "port of the notes service: REST");
    private static final ListenerKeys GRPC = new ListenerKeys("notes.grpc", 9095, "port of the notes service: gRPC");

    @Override
    public String name() {
        return "notes";
    }

    @Override
    public List<Setting<?>> settings() {
        return Stream.concat(HTTP.all().stream(), GRPC.all().stream()).toList();
    }

    @Override
    public Running start(ServiceContext<SharedStore> context) {
        var notes = new RedisNotes(
                new ServiceStore(context.shared(), RedisNotes.SPACE, context.clock(), new SecureRandom()));
        var work = notes.work();
        work.start();
        var http = HttpServer.start(
                name(),
                HttpApi.json(Routes.of(NotesRoutes.of(notes))),
                HTTP.read(context.settings()),
                context.callers(),
                context.metrics().http());
        var grpc = GrpcServer.start(
                name(),
                new NotesCalls(notes).rpc(),
                GRPC.read(context.settings()),
                context.callers(),
                context.metrics().rpc());
        return new Running(
                List.of(
                        new Endpoint(http.uri().toString(), "REST", "curl " + http.uri() + "/api/v1/notes/id"),
                        new Endpoint(grpc.target(), "gRPC", grpc.describeCommand())),
                List.of(),
                List.of(http, grpc, work));
    }
}
