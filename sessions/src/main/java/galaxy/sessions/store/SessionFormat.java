package galaxy.sessions.store;

import galaxy.chassis.json.JsonFields;
import galaxy.kernel.Actor;
import galaxy.kernel.CountryCode;
import galaxy.kernel.UserId;
import galaxy.sessions.Credential;
import galaxy.sessions.Session;
import galaxy.store.Format;
import galaxy.store.StoredJson;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** How a session is stored. No address is in it. */
public final class SessionFormat {
    public static final Format<Session> SESSION = Format.json(SessionFormat::write, SessionFormat::read);

    private SessionFormat() {}

    private static void write(JsonFields fields, Session session) {
        fields.string("user", session.userId().value())
                .string("kind", session.credential().kind())
                .string("key", session.credential().key());
        session.name().ifPresent(name -> fields.string("name", name));
        fields.number("created", session.createdAt().toEpochMilli());
        session.createdCountry().ifPresent(country -> fields.string("from", country.value()));
        fields.number("seen", session.seenAt().toEpochMilli());
        session.country().ifPresent(country -> fields.string("country", country.value()));
        fields.number("idle", session.idleEndsAt().toEpochMilli())
                .number("ends", session.endsAt().toEpochMilli());
        session.ended()
                .ifPresent(end -> fields.object(
                        "ended",
                        inner -> inner.number("at", end.at().toEpochMilli())
                                .string("cause", end.cause())
                                .string("reason", end.reason())
                                .object("by", by -> {
                                    by.string("type", end.by().type());
                                    end.by().id().ifPresent(id -> by.string("id", id));
                                })));
    }

    private static Session read(JsonNode json) {
        return new Session(
                UserId.of(StoredJson.text(json, "user")),
                new Credential(StoredJson.text(json, "kind"), StoredJson.text(json, "key")),
                text(json, "name"),
                StoredJson.time(json, "created"),
                text(json, "from").map(CountryCode::of),
                StoredJson.time(json, "seen"),
                text(json, "country").map(CountryCode::of),
                StoredJson.time(json, "idle"),
                StoredJson.time(json, "ends"),
                StoredJson.optional(json, "ended").map(SessionFormat::ended));
    }

    private static Session.Ended ended(JsonNode json) {
        JsonNode by = json.required("by");
        return new Session.Ended(
                StoredJson.time(json, "at"),
                StoredJson.text(json, "cause"),
                StoredJson.text(json, "reason"),
                new Actor(StoredJson.text(by, "type"), text(by, "id")));
    }

    private static Optional<String> text(JsonNode json, String field) {
        return StoredJson.optional(json, field).map(JsonNode::stringValue);
    }
}
