package galaxy.client.connections;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The values of responses as the JSON form of their messages, with the field names of the contract. */
public final class ConnectionsJson {
    private ConnectionsJson() {}

    public static ObjectNode username(UsernameRecord record) {
        ObjectNode node = object().put("user_id", record.userId().value())
                .put("username", record.username().value());
        return times(node, Optional.of(record.createdAt()), Optional.of(record.updatedAt()));
    }

    public static ObjectNode profile(UserProfile profile) {
        ObjectNode node = object().put("user_id", profile.userId().value())
                .put("username", profile.username().map(Username::value).orElse(""))
                .put("name", profile.details().name())
                .put(
                        "avatar_set_id",
                        profile.details().avatar().map(Avatar::setId).orElse(""))
                .put(
                        "avatar_asset_id",
                        profile.details().avatar().map(Avatar::assetId).orElse(""))
                .put("bio", profile.details().bio());
        return times(node, profile.createdAt(), profile.updatedAt());
    }

    public static ObjectNode contact(Contact contact) {
        ObjectNode node = object().put("owner_user_id", contact.owner().value())
                .put("contact_user_id", contact.contact().value());
        return times(node, Optional.of(contact.createdAt()), Optional.of(contact.updatedAt()));
    }

    /** With the token. */
    public static ObjectNode link(ContactLink link) {
        ObjectNode node = object().put("link_id", link.id().value())
                .put("owner_user_id", link.owner().value())
                .put("token", link.token().value())
                .put("created_at", link.createdAt().toString());
        time(node, "expires_at", link.expiresAt());
        time(node, "revoked_at", link.usage().revokedAt());
        return node.put("max_uses", link.usage().maxUses())
                .put("use_count", link.usage().count())
                .put("label", link.label());
    }

    public static ObjectNode event(ContactLinkEvent event) {
        return object().put("link_id", event.linkId().value())
                .put("kind", event.kind().name())
                .put("actor_user_id", event.actor().value())
                .put("request_id", event.requestId())
                .put("at", event.at().toString());
    }

    public static ObjectNode preview(LinkPreview preview) {
        ObjectNode node = object();
        node.set("owner_profile", profile(preview.owner()));
        return time(node, "expires_at", preview.expiresAt());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode times(ObjectNode node, Optional<Instant> createdAt, Optional<Instant> updatedAt) {
        return time(time(node, "created_at", createdAt), "updated_at", updatedAt);
    }

    private static ObjectNode time(ObjectNode node, String name, Optional<Instant> time) {
        time.ifPresent(value -> node.put(name, value.toString()));
        return node;
    }
}
