package galaxy.auth.store;

import galaxy.auth.session.UserSessions;
import galaxy.chassis.json.JsonFields;
import galaxy.sessions.SessionId;
import galaxy.store.Format;
import galaxy.store.StoredJson;
import tools.jackson.databind.JsonNode;

/** How it is stored which sessions a user has. */
final class UserSessionsFormat {
    static final Format<UserSessions> SESSIONS = Format.json(UserSessionsFormat::write, UserSessionsFormat::read);

    private UserSessionsFormat() {}

    private static void write(JsonFields fields, UserSessions sessions) {
        sessions.email().ifPresent(email -> fields.string("email", email));
        fields.array("active", sessions.active(), (row, id) -> row.string("id", id.value()))
                .array(
                        "ended",
                        sessions.ended(),
                        (row, ended) -> row.string("id", ended.id().value())
                                .number("at", ended.at().toEpochMilli()));
        StoredJson.time(fields, "blocked", sessions.blockedAt());
    }

    private static UserSessions read(JsonNode json) {
        return new UserSessions(
                StoredJson.optional(json, "email").map(JsonNode::stringValue),
                StoredJson.list(json, "active", row -> SessionId.of(StoredJson.text(row, "id"))),
                StoredJson.list(
                        json,
                        "ended",
                        row -> new UserSessions.Ended(
                                SessionId.of(StoredJson.text(row, "id")), StoredJson.time(row, "at"))),
                StoredJson.optional(json, "blocked").map(StoredJson::time));
    }
}
