package galaxy.connections.store;

import galaxy.chassis.json.JsonFields;
import galaxy.connections.contact.Contact;
import galaxy.connections.link.ContactLink;
import galaxy.connections.profile.Profile;
import galaxy.connections.user.UserRef;
import galaxy.contracts.EventType;
import galaxy.kernel.Actor;
import galaxy.kernel.Cause;
import galaxy.store.Event;
import galaxy.store.EventFactory;
import galaxy.store.EventFactory.Changed;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The events of profiles, contacts and links. An event never holds the token of a link. */
final class ConnectionsEvents {
    private final EventFactory factory;

    ConnectionsEvents(EventFactory factory) {
        this.factory = factory;
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
        Changed changed = changed(
                EventType.CONNECTIONS_PROFILE_CHANGED,
                operation,
                profile.userId(),
                profile.userId(),
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
                            .string(
                                    "bio",
                                    details.map(known -> known.bio().value()).filter(bio -> !bio.isEmpty()));
                }));
        return event(changed, profile.updatedAt(), sequence);
    }

    /** @param sequence the version of the record of the contact */
    Event contact(Operation operation, Contact contact, Instant now, long sequence, Cause cause) {
        Changed changed = changed(
                EventType.CONNECTIONS_CONTACT_CHANGED,
                operation,
                contact.owner(),
                contact.owner(),
                cause,
                fields -> fields.object(
                        "contact",
                        inner -> inner.string("owner_user_id", contact.owner().value())
                                .string("contact_user_id", contact.contact().value())
                                .time("created_at", contact.createdAt())
                                .time("updated_at", contact.updatedAt())));
        return event(changed, now, sequence);
    }

    /** @param sequence the version of the record of the link */
    Event link(Operation operation, ContactLink link, UserRef actor, Instant now, long sequence, Cause cause) {
        Changed changed = changed(
                EventType.CONNECTIONS_CONTACT_LINK_CHANGED,
                operation,
                link.owner(),
                actor,
                cause,
                fields -> fields.object(
                        "contact_link",
                        inner -> inner.string("link_id", link.id().value())
                                .string("owner_user_id", link.owner().value())
                                .time("expires_at", link.expiresAt())
                                .time("revoked_at", link.revokedAt())
                                .number("max_uses", link.maxUses())
                                .number("use_count", link.useCount())));
        return event(changed, now, sequence);
    }

    private Event event(Changed changed, Instant time, long sequence) {
        return factory.events(List.of(changed), time, sequence).getFirst();
    }

    private static Changed changed(
            EventType type,
            Operation operation,
            UserRef subject,
            UserRef actor,
            Cause cause,
            Consumer<JsonFields> part) {
        return new Changed(
                type.code(),
                operation.code(),
                subject.value(),
                Optional.of(Actor.of("user", actor.value())),
                cause,
                part);
    }
}
