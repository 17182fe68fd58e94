package galaxy.notes.http;

import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Response;
import galaxy.chassis.http.Route;
import galaxy.chassis.identity.Access;
import galaxy.contracts.ErrorCode;
import galaxy.contracts.MutationSource;
import galaxy.contracts.Role;
import galaxy.notes.note.Note;
import galaxy.notes.note.Notebook;
import java.util.List;

/** The table of routes. */
public final class NotesRoutes {
    private static final Access ADMIN = Access.only(Role.ADMIN);

    private NotesRoutes() {}

    public static List<Route> of(Notebook notes) {
        return List.of(
                Route.post("/api/v1/notes", ADMIN, exchange -> write(notes, exchange)),
                Route.get(
                        "/api/v1/notes/{note_id}",
                        ADMIN,
                        exchange -> notes.find(exchange.path("note_id"))
                                .map(NotesRoutes::shown)
                                .orElseGet(() -> Response.error(
                                        ErrorCode.ROUTE_NOT_FOUND, "There is no such note.", List.of()))));
    }

    private static Response write(Notebook notes, Exchange exchange) {
        var body = exchange.body();
        var title = body.string("title");
        var text = body.string("text");
        var expiresAt = body.optionalTime("expires_at");
        body.finish();
        var cause = exchange.origin().cause(MutationSource.ADMIN_COMMAND);
        return notes.write(title.orElseThrow(), text.orElseThrow(), expiresAt, cause)
                .map(NotesRoutes::shown)
                .orElseGet(
                        () -> Response.error(ErrorCode.CONFLICT, "The title is taken. Choose another one.", List.of()));
    }

    private static Response shown(Note note) {
        return Response.ok(json -> json.string("note_id", note.id())
                .string("title", note.title())
                .string("text", note.text())
                .time("expires_at", note.expiresAt()));
    }
}
