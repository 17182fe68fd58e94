package galaxy.auth.http;

import galaxy.auth.session.SessionUses;
import galaxy.auth.session.SessionUses.Use;
import galaxy.auth.session.Sessions;
import galaxy.auth.session.Sessions.Shown;
import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Fields;
import galaxy.chassis.http.Response;
import galaxy.chassis.json.JsonFields;
import galaxy.contracts.ErrorCode;
import galaxy.kernel.Actor;
import galaxy.kernel.CountryCode;
import galaxy.kernel.Parsed;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Rfc3339;
import galaxy.kernel.UserId;
import galaxy.sessions.Session;
import galaxy.sessions.Session.Ended;
import galaxy.sessions.SessionId;
import java.util.List;
import java.util.Optional;

/** Sessions: shown, ended, and reported as used. */
final class SessionHandlers {
    private static final int MOST_USES = 500;

    private final Sessions sessions;
    private final SessionUses uses;

    SessionHandlers(Sessions sessions, SessionUses uses) {
        this.sessions = sessions;
        this.uses = uses;
    }

    Response list(Exchange exchange) {
        boolean all = exchange.query().string("status", SessionHandlers::status).orElse(false);
        exchange.query().finish();
        List<Shown> found = Decode.userId(exchange.path("user_id"))
                .map(userId -> sessions.of(userId, all))
                .orElse(List.of());
        return Response.ok(fields -> fields.array("items", found, SessionHandlers::session));
    }

    private static Parsed<Boolean> status(String raw) {
        return switch (raw) {
            case "active" -> Parsed.valid(false);
            case "all" -> Parsed.valid(true);
            default -> Parsed.invalid("must be active or all");
        };
    }

    Response show(Exchange exchange) {
        return response(Decode.sessionId(exchange.path("device_session_id")).flatMap(sessions::find));
    }

    Response revoke(Exchange exchange) {
        Fields body = exchange.body();
        Optional<ReasonCode> reason = Decode.reason(body);
        Optional<Actor> actor = Decode.actor(body);
        Optional<String> given = body.optionalString("user_id");
        body.finish();
        Optional<UserId> owner = given.flatMap(Decode::userId);
        Optional<SessionId> id = Decode.sessionId(exchange.path("device_session_id"))
                .filter(known -> given.isPresent() == owner.isPresent());
        return response(id.flatMap(known ->
                sessions.revoke(known, owner, Decode.revocation(exchange, reason.orElseThrow(), actor.orElseThrow()))));
    }

    Response revokeAll(Exchange exchange) {
        Fields body = exchange.body();
        Optional<ReasonCode> reason = Decode.reason(body);
        Optional<Actor> actor = Decode.actor(body);
        Optional<SessionId> except = body.optionalString("except", SessionId::parse);
        body.finish();
        int revoked = Decode.userId(exchange.path("user_id"))
                .map(userId -> sessions.revokeAll(
                        userId, except, Decode.revocation(exchange, reason.orElseThrow(), actor.orElseThrow())))
                .orElse(0);
        return Response.ok(
                fields -> fields.string("user_id", exchange.path("user_id")).number("revoked", revoked));
    }

    Response used(Exchange exchange) {
        Fields body = exchange.body();
        List<Fields> rows = body.objects("uses", 1, MOST_USES);
        List<Use> reported =
                rows.stream().flatMap(row -> Decode.use(row).stream()).toList();
        body.finish();
        uses.report(reported);
        return Response.ok(fields -> fields.number("accepted", rows.size()));
    }

    private static Response response(Optional<Shown> shown) {
        return shown.map(known -> Response.ok(fields -> session(fields, known)))
                .orElseGet(() -> Response.error(ErrorCode.SESSION_NOT_FOUND));
    }

    private static void session(JsonFields fields, Shown shown) {
        Session session = shown.session();
        Optional<Ended> ended = session.endedBy(shown.now());
        fields.string("device_session_id", shown.id().value())
                .string("user_id", session.userId().value())
                .string("credential_kind", session.credential().kind())
                .string("public_key_thumbprint", session.credential().thumbprint())
                .string("device_name", session.name())
                .string("created_at", Rfc3339.format(session.createdAt()))
                .string("created_country", session.createdCountry().map(CountryCode::value))
                .string("last_seen_at", Rfc3339.format(session.seenAt()))
                .string("last_country", session.country().map(CountryCode::value))
                .string("idle_expires_at", Rfc3339.format(session.idleEndsAt()))
                .string("expires_at", Rfc3339.format(session.endsAt()))
                .string("status", session.status(shown.now()).code())
                .time("ended_at", ended.map(Ended::at))
                .string("end_reason_code", ended.map(Ended::reason))
                .object(
                        "ended_by",
                        ended.map(Ended::by),
                        (by, actor) -> by.string("type", actor.type()).string("id", actor.id()));
    }
}
