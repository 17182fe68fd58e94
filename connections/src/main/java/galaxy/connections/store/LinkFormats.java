package galaxy.connections.store;

import galaxy.chassis.json.JsonFields;
import galaxy.connections.contact.Contact;
import galaxy.connections.link.ContactLink;
import galaxy.connections.link.LinkEvent;
import galaxy.connections.link.LinkId;
import galaxy.connections.link.LinkLabel;
import galaxy.connections.link.LinkToken;
import galaxy.connections.link.LinkUse;
import galaxy.connections.user.UserRef;
import galaxy.kernel.IdempotencyKey;
import galaxy.store.CauseJson;
import galaxy.store.Format;
import galaxy.store.StoredJson;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** How contact links are stored, and what belongs to them; what is empty is left out. */
final class LinkFormats {
    static final Format<ContactLink> LINK = Format.json(LinkFormats::write, LinkFormats::readLink);
    static final Format<LinkUse> USE = Format.json(LinkFormats::write, LinkFormats::readUse);
    static final Format<Contact> USED = Format.json(ContactFormat::write, ContactFormat::read);
    static final Format<LinkEvent> EVENT = Format.json(LinkFormats::write, LinkFormats::readEvent);
    static final Format<List<LiveLink>> LIVE = Format.json(
            (fields, links) -> fields.array("links", links, LinkFormats::write),
            json -> StoredJson.list(json, "links", LinkFormats::readLive));
    static final Format<LinkId> MADE = Format.json(
            (fields, link) -> fields.string("link", link.value()), json -> LinkId.of(StoredJson.text(json, "link")));

    private LinkFormats() {}

    /**
     * One of the links of an owner that may be live.
     *
     * @param expiresAt in milliseconds since 1970; {@link Long#MAX_VALUE} for never
     */
    record LiveLink(LinkId id, long expiresAt) {}

    private static void write(JsonFields fields, ContactLink link) {
        fields.string("token", link.token().value())
                .string("owner", link.owner().value())
                .number("created", link.createdAt().toEpochMilli());
        StoredJson.time(fields, "expires", link.expiresAt());
        StoredJson.time(fields, "revoked", link.revokedAt());
        fields.number("max", link.maxUses()).number("uses", link.useCount());
        if (!link.label().value().isEmpty()) {
            fields.string("label", link.label().value());
        }
    }

    private static ContactLink readLink(JsonNode json) {
        return new ContactLink(
                LinkToken.of(StoredJson.text(json, "token")),
                UserRef.of(StoredJson.text(json, "owner")),
                StoredJson.time(json, "created"),
                StoredJson.optional(json, "expires").map(StoredJson::time),
                StoredJson.optional(json, "revoked").map(StoredJson::time),
                json.required("max").intValue(),
                json.required("uses").intValue(),
                StoredJson.optional(json, "label")
                        .map(label -> LinkLabel.of(label.stringValue()))
                        .orElse(LinkLabel.NONE));
    }

    private static void write(JsonFields fields, LinkUse use) {
        fields.string("user", use.user().value())
                .string("request", use.key().value())
                .number("at", use.at().toEpochMilli())
                .object("cause", inner -> CauseJson.write(inner, use.cause()))
                .bool("settled", use.isSettled());
    }

    private static LinkUse readUse(JsonNode json) {
        return new LinkUse(
                UserRef.of(StoredJson.text(json, "user")),
                IdempotencyKey.of(StoredJson.text(json, "request")),
                StoredJson.time(json, "at"),
                CauseJson.read(json.required("cause")),
                json.required("settled").booleanValue());
    }

    private static void write(JsonFields fields, LinkEvent event) {
        fields.string("link", event.linkId().value())
                .string("kind", event.kind().name())
                .string("actor", event.actor().value())
                .string("request", event.key().value())
                .number("at", event.at().toEpochMilli());
    }

    private static LinkEvent readEvent(JsonNode json) {
        return new LinkEvent(
                LinkId.of(StoredJson.text(json, "link")),
                LinkEvent.Kind.of(StoredJson.text(json, "kind")),
                UserRef.of(StoredJson.text(json, "actor")),
                IdempotencyKey.of(StoredJson.text(json, "request")),
                StoredJson.time(json, "at"));
    }

    private static void write(JsonFields fields, LiveLink link) {
        fields.string("id", link.id().value()).number("expires", link.expiresAt());
    }

    private static LiveLink readLive(JsonNode json) {
        return new LiveLink(
                LinkId.of(StoredJson.text(json, "id")), json.required("expires").longValue());
    }
}
