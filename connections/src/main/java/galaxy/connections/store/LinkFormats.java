package galaxy.connections.store;

import galaxy.chassis.json.JsonFields;
import galaxy.connections.contact.Contact;
import galaxy.connections.link.ContactLink;
import galaxy.connections.link.LinkEvent;
import galaxy.connections.link.LinkId;
import galaxy.connections.link.LinkToken;
import galaxy.connections.link.LinkUse;
import galaxy.connections.link.RequestId;
import galaxy.connections.user.UserRef;
import galaxy.store.Format;
import galaxy.store.Stored;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** How contact links are stored, and what belongs to them; what is empty is left out. */
final class LinkFormats {
    static final Format<ContactLink> LINK = format(LinkFormats::write, LinkFormats::readLink);
    static final Format<LinkUse> USE = format(LinkFormats::write, LinkFormats::readUse);
    static final Format<Contact> USED = format(ContactFormat::write, ContactFormat::read);
    static final Format<LinkEvent> EVENT = format(LinkFormats::write, LinkFormats::readEvent);
    static final Format<List<LiveLink>> LIVE = format(
            (fields, links) -> fields.array("links", links, LinkFormats::write),
            json -> Stored.list(json, "links", LinkFormats::readLive));
    static final Format<LinkId> MADE =
            format((fields, link) -> fields.string("link", link.value()), json -> LinkId.of(Stored.text(json, "link")));

    private LinkFormats() {}

    /**
     * One of the links of an owner that may be live.
     *
     * @param expiresAt in milliseconds since 1970; {@link Long#MAX_VALUE} for never
     */
    record LiveLink(LinkId id, long expiresAt) {}

    private static <T> Format<T> format(BiConsumer<JsonFields, T> write, Function<JsonNode, T> read) {
        return new Format<>() {
            @Override
            public byte[] write(T value) {
                return JsonFields.encode(fields -> write.accept(fields, value));
            }

            @Override
            public T read(byte[] stored, int from) {
                return read.apply(Stored.parse(stored, from));
            }
        };
    }

    private static void write(JsonFields fields, ContactLink link) {
        fields.string("token", link.token().value())
                .string("owner", link.owner().value())
                .number("created", link.createdAt().toEpochMilli());
        Stored.time(fields, "expires", link.expiresAt());
        Stored.time(fields, "revoked", link.revokedAt());
        fields.number("max", link.maxUses()).number("uses", link.useCount());
    }

    private static ContactLink readLink(JsonNode json) {
        return new ContactLink(
                LinkToken.of(Stored.text(json, "token")),
                UserRef.of(Stored.text(json, "owner")),
                Stored.time(json, "created"),
                Stored.optional(json, "expires").map(Stored::time),
                Stored.optional(json, "revoked").map(Stored::time),
                json.required("max").intValue(),
                json.required("uses").intValue());
    }

    private static void write(JsonFields fields, LinkUse use) {
        fields.string("user", use.user().value())
                .string("request", use.requestId().value())
                .number("at", use.at().toEpochMilli())
                .object("cause", inner -> CauseJson.write(inner, use.cause()))
                .bool("settled", use.isSettled());
    }

    private static LinkUse readUse(JsonNode json) {
        return new LinkUse(
                UserRef.of(Stored.text(json, "user")),
                RequestId.of(Stored.text(json, "request")),
                Stored.time(json, "at"),
                CauseJson.read(json.required("cause")),
                json.required("settled").booleanValue());
    }

    private static void write(JsonFields fields, LinkEvent event) {
        fields.string("link", event.linkId().value())
                .string("kind", event.kind().name())
                .string("actor", event.actor().value())
                .string("request", event.requestId().value())
                .number("at", event.at().toEpochMilli());
    }

    private static LinkEvent readEvent(JsonNode json) {
        return new LinkEvent(
                LinkId.of(Stored.text(json, "link")),
                LinkEvent.Kind.valueOf(Stored.text(json, "kind")),
                UserRef.of(Stored.text(json, "actor")),
                RequestId.of(Stored.text(json, "request")),
                Stored.time(json, "at"));
    }

    private static void write(JsonFields fields, LiveLink link) {
        fields.string("id", link.id().value()).number("expires", link.expiresAt());
    }

    private static LiveLink readLive(JsonNode json) {
        return new LiveLink(
                LinkId.of(Stored.text(json, "id")), json.required("expires").longValue());
    }
}
