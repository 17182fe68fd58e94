package galaxy.connections.store;

import galaxy.chassis.json.JsonFields;
import galaxy.connections.contact.Contact;
import galaxy.connections.link.ContactLink;
import galaxy.connections.profile.Profile;
import galaxy.connections.user.UserRef;
import galaxy.contracts.EventType;
import galaxy.kernel.Cause;
import galaxy.store.Event;
import galaxy.store.Naming;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Writes changes as events. An event never holds the token of a link. */
final class ConnectionsEvents {
    private static final String SOURCE = "/galaxy/connections";

    private final RandomGenerator random;

    ConnectionsEvents(RandomGenerator random) {
        this.random = random;
    }

    /** What was done, as events name it. */
    enum Operation {
        INITIALIZED,
        UPDATED,
        ADDED,
        REMOVED,
        CREATED,
        CONSUMED,
        REVOKED;

        private String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param sequence the version of the profile */
    Event profile(Operation operation, Profile profile, long sequence, Cause cause) {
        return event(
                EventType.CONNECTIONS_PROFILE_CHANGED,
                operation,
                profile.userId(),
                profile.userId(),
                profile.updatedAt(),
                sequence,
                cause,
                fields -> fields.object("profile", inner -> {
                    inner.string(
                            "username",
                            profile.username().map(held -> held.username().value()));
                    var details = profile.publicPart().map(Profile.PublicPart::details);
                    var avatar = details.flatMap(known -> known.avatar());
                    inner.string("name", details.map(known -> known.name().value()))
                            .string("avatar_set_id", avatar.map(known -> known.setId()))
                            .string("avatar_asset_id", avatar.map(known -> known.assetId()))
                            .string("bio", details.map(known -> known.bio().value()));
                }));
    }

    /** @param sequence the version of the record of the contact */
    Event contact(Operation operation, Contact contact, Instant now, long sequence, Cause cause) {
        return event(
                EventType.CONNECTIONS_CONTACT_CHANGED,
                operation,
                contact.owner(),
                contact.owner(),
                now,
                sequence,
                cause,
                fields -> fields.object(
                        "contact",
                        inner -> inner.string("owner_user_id", contact.owner().value())
                                .string("contact_user_id", contact.contact().value())
                                .time("created_at", contact.createdAt())
                                .time("updated_at", contact.updatedAt())));
    }

    /** @param sequence the version of the record of the link */
    Event link(Operation operation, ContactLink link, UserRef actor, Instant now, long sequence, Cause cause) {
        return event(
                EventType.CONNECTIONS_CONTACT_LINK_CHANGED,
                operation,
                link.owner(),
                actor,
                now,
                sequence,
                cause,
                fields -> fields.object(
                        "contact_link",
                        inner -> inner.string("link_id", link.id().value())
                                .string("owner_user_id", link.owner().value())
                                .time("expires_at", link.expiresAt())
                                .time("revoked_at", link.revokedAt())
                                .number("max_uses", link.maxUses())
                                .number("use_count", link.useCount())));
    }

    private Event event(
            EventType type,
            Operation operation,
            UserRef subject,
            UserRef actor,
            Instant time,
            long sequence,
            Cause cause,
            Consumer<JsonFields> part) {
        byte[] data = JsonFields.encode(fields -> {
            fields.string("operation", operation.code())
                    .string("mutation_source", cause.mutationSource())
                    .object("actor", inner -> inner.string("type", "user").string("id", actor.value()))
                    .string("request_id", cause.requestId());
            part.accept(fields);
        });
        return new Event(
                "con_" + Naming.freshToken(random),
                type.code(),
                SOURCE,
                subject.value(),
                time,
                sequence,
                cause.traceparent().orElse(""),
                new String(data, StandardCharsets.UTF_8));
    }
}
