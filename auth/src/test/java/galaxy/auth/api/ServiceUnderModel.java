package galaxy.auth.api;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.auth.api.Api.Reply;
import galaxy.models.auth.AuthModel;
import galaxy.models.auth.End;
import galaxy.models.auth.Request;
import galaxy.models.auth.Response;
import galaxy.models.auth.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The service behind the requests and responses of its model. */
final class ServiceUnderModel {
    /** In place of a code: the right one of the challenge, or another. */
    static final String RIGHT = "right";

    static final String WRONG = "wrong";

    private final Api api;

    ServiceUnderModel(Api api) {
        this.api = api;
    }

    Response serve(Request request) {
        return switch (request) {
            case Request.Send(String email, Optional<String> again) ->
                sent(api.post(
                        "/sign-in/challenges",
                        "{'email':'%s','locale':'en',%s%s}"
                                .formatted(email, field("challenge_id", again), Api.CLIENT)));
            case Request.Confirm confirm -> confirmed(confirm(confirm));
            case Request.ListSessions list -> listed(list);
            case Request.Show(String id) -> shown(api.get("/device-sessions/" + id));
            case Request.Revoke(String id, Optional<String> owner, End.Cause cause) ->
                shown(api.post(
                        "/device-sessions/%s/revoke".formatted(id),
                        "{%s%s}".formatted(field("user_id", owner), cause(cause))));
            case Request.RevokeAll all -> revokedAll(all);
            case Request.Use use -> used(use);
            case Request.Block(String email, String reason, String actor) ->
                blocked(api.post(
                                "/user-blocks/by-email",
                                "{'email':'%s',%s}".formatted(email, cause(new End.Cause(reason, actor))))
                        .ok());
            case Request.Unblock(String email) -> unblocked(email);
        };
    }

    private Response listed(Request.ListSessions list) {
        String path = "/users/%s/device-sessions?status=%s".formatted(list.userId(), list.all() ? "all" : "active");
        return new Response.Listed(api.get(path)
                .ok()
                .path("items")
                .valueStream()
                .map(ServiceUnderModel::session)
                .toList());
    }

    private Response revokedAll(Request.RevokeAll all) {
        Reply reply = api.post(
                "/users/%s/device-sessions/revoke-all".formatted(all.userId()),
                "{%s%s}".formatted(field("except", all.except()), cause(all.cause())));
        return new Response.Revoked(reply.ok().path("revoked").asInt(-1));
    }

    private Response unblocked(String email) {
        String body = "{'email':'%s',%s}".formatted(email, cause(new End.Cause("settled", "admin:ops-7")));
        api.users("/user-blocks/by-email/remove", body).ok();
        return new Response.Done();
    }

    /** What the service drew for a response. */
    AuthModel.Draws draws(Response response) {
        return new AuthModel.Draws() {
            @Override
            public String challengeId() {
                return response instanceof Response.Sent sent ? sent.challengeId() : fail();
            }

            @Override
            public String code(String challengeId) {
                return RIGHT;
            }

            @Override
            public String userId() {
                return response instanceof Response.SignedIn signedIn ? signedIn.userId() : fail();
            }

            @Override
            public String sessionId() {
                return response instanceof Response.SignedIn signedIn ? signedIn.sessionId() : fail();
            }

            private String fail() {
                throw new AssertionError("the model expects another response than " + response);
            }
        };
    }

    /**
     * Without what may differ: a block ends sessions with its response, or a moment before it with its event, and then by
     * another actor and without being counted.
     */
    static Response comparable(Response response) {
        return switch (response) {
            case Response.BlockedNow(boolean isNew, Optional<String> userId, int _) ->
                new Response.BlockedNow(isNew, userId, 0);
            case Response.Listed(List<Session> sessions) ->
                new Response.Listed(
                        sessions.stream().map(ServiceUnderModel::comparable).toList());
            case Response.Shown(Optional<Session> session) ->
                new Response.Shown(session.map(ServiceUnderModel::comparable));
            case Response.Sent _,
                    Response.Limited _,
                    Response.SignedIn _,
                    Response.WrongCode _,
                    Response.Expired _,
                    Response.Undecided _,
                    Response.Blocked _,
                    Response.Revoked _,
                    Response.Done _ -> response;
        };
    }

    private static Session comparable(Session session) {
        Optional<End> end = session.end()
                .map(known -> known.cause().reason().equals("login_blocked")
                        ? new End(known.at(), known.status(), new End.Cause("login_blocked", "any"))
                        : known);
        return new Session(
                session.id(),
                session.userId(),
                "",
                session.createdAt(),
                session.seenAt(),
                session.country(),
                session.idleEndsAt(),
                session.endsAt(),
                end);
    }

    private Reply confirm(Request.Confirm confirm) {
        String right = api.code(confirm.challengeId());
        String wrong = (right.charAt(0) == '1' ? "2" : "1") + right.substring(1);
        return api.post(
                "/sign-in/challenges/%s/confirm-email-code".formatted(confirm.challengeId()),
                ("{'code':'%s','credential':%s,'time_zone':'Europe/Berlin','preferred_language':'de',"
                                + "'client':{'ip':'127.0.0.1','country':'%s'}}")
                        .formatted(
                                confirm.code().equals(RIGHT) ? right : wrong,
                                Api.cookie(Integer.parseInt(confirm.credential())),
                                confirm.country().orElseThrow()));
    }

    private static Response sent(Reply reply) {
        if (reply.status() == 429) {
            return limited(reply);
        }
        assertThat(reply.status()).as(reply.response().body()).isEqualTo(202);
        return new Response.Sent(
                reply.text("challenge_id"),
                Duration.ofSeconds(reply.json().path("expires_in_seconds").asLong(-1)),
                Duration.ofSeconds(reply.json().path("resend_in_seconds").asLong(-1)));
    }

    private static Response confirmed(Reply reply) {
        return switch (reply.status() + " " + reply.json().at("/error/code").asString("")) {
            case "200 " ->
                new Response.SignedIn(
                        reply.text("device_session_id"),
                        reply.text("user_id"),
                        reply.json().path("created").asBoolean(false),
                        Instant.parse(reply.text("expires_at")));
            case "403 invalid_code" ->
                new Response.WrongCode(
                        Integer.parseInt(detail(reply, "attempts_left").orElseThrow()));
            case "403 login_blocked" ->
                new Response.Blocked(
                        detail(reply, "user_id"),
                        detail(reply, "block_reason_code").orElseThrow());
            case "410 challenge_expired" -> new Response.Expired();
            case "429 too_many_requests" -> limited(reply);
            default -> throw new AssertionError(reply.response().body());
        };
    }

    private static Response limited(Reply reply) {
        return new Response.Limited(Duration.ofSeconds(Long.parseLong(reply.header("Retry-After"))));
    }

    private static Optional<String> detail(Reply reply, String field) {
        return reply.json()
                .at("/error/details")
                .valueStream()
                .filter(detail -> detail.path("field").asString("").equals(field))
                .map(detail -> detail.path("reason").asString(""))
                .findFirst();
    }

    private static Response shown(Reply reply) {
        return reply.status() == 404
                ? new Response.Shown(Optional.empty())
                : new Response.Shown(Optional.of(session(reply.ok())));
    }

    private Response used(Request.Use use) {
        api.post(
                        "/session-uses",
                        "{'uses':[{%s'device_session_id':'%s','at':'%s'}]}"
                                .formatted(field("country", use.country()), use.sessionId(), use.at()))
                .ok();
        return new Response.Done();
    }

    private static Response blocked(JsonNode json) {
        return new Response.BlockedNow(
                json.path("outcome").asString("").equals("blocked"),
                text(json, "user_id"),
                json.path("revoked").asInt(-1));
    }

    private static Session session(JsonNode json) {
        return new Session(
                json.path("device_session_id").asString(""),
                json.path("user_id").asString(""),
                "",
                time(json, "created_at"),
                time(json, "last_seen_at"),
                text(json, "last_country"),
                time(json, "idle_expires_at"),
                time(json, "expires_at"),
                text(json, "ended_at").map(at -> end(json, Instant.parse(at))));
    }

    private static End end(JsonNode json, Instant at) {
        String actor = json.at("/ended_by/type").asString("") + ":"
                + json.at("/ended_by/id").asString("");
        return new End(
                at,
                json.path("status").asString(""),
                new End.Cause(json.path("end_reason_code").asString(""), actor));
    }

    private static Instant time(JsonNode json, String name) {
        return Instant.parse(json.path(name).asString(""));
    }

    private static Optional<String> text(JsonNode json, String name) {
        return Optional.of(json.path(name).asString("")).filter(text -> !text.isEmpty());
    }

    private static String field(String name, Optional<String> value) {
        return value.map(text -> "'%s':'%s',".formatted(name, text)).orElse("");
    }

    private static String cause(End.Cause cause) {
        String[] actor = cause.actor().split(":", 2);
        return "'reason_code':'%s','actor':{'type':'%s','id':'%s'}".formatted(cause.reason(), actor[0], actor[1]);
    }
}
