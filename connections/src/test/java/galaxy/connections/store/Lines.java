package galaxy.connections.store;

import galaxy.connections.contact.Contact;
import galaxy.connections.link.ContactLink;
import galaxy.connections.profile.Avatar;
import galaxy.connections.profile.Profile;
import galaxy.connections.profile.Profile.PublicPart;
import galaxy.connections.profile.PublicDetails;
import galaxy.connections.user.UserRef;
import galaxy.kernel.Rfc3339;
import galaxy.store.StoredJson;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The changed part of an event in a line, read from its data or made from what was changed. */
final class Lines {
    private static final List<String> PROFILE = List.of("username", "name", "avatar_set_id", "avatar_asset_id", "bio");
    private static final List<String> CONTACT = List.of("owner_user_id", "contact_user_id", "created_at", "updated_at");
    private static final List<String> LINK =
            List.of("link_id", "owner_user_id", "expires_at", "revoked_at", "max_uses", "use_count");

    private Lines() {}

    static String of(String type, JsonNode data) {
        List<String> fields = switch (type) {
            case "profile" -> PROFILE;
            case "contact" -> CONTACT;
            default -> LINK;
        };
        JsonNode part = data.required(type);
        String actor = data.required("actor").required("id").stringValue();
        Stream<Optional<String>> texts =
                fields.stream().map(name -> StoredJson.optional(part, name).map(JsonNode::asString));
        return join(Stream.concat(Stream.of(Optional.of(actor)), texts));
    }

    static String of(Profile profile) {
        Optional<PublicDetails> details = profile.publicPart().map(PublicPart::details);
        Optional<Avatar> avatar = details.flatMap(PublicDetails::avatar);
        return join(Stream.of(
                Optional.of(profile.userId().value()),
                profile.username().map(held -> held.username().value()),
                details.map(known -> known.name().value()),
                avatar.map(Avatar::setId),
                avatar.map(Avatar::assetId),
                details.map(known -> known.bio().value())));
    }

    static String of(Contact contact) {
        return join(Stream.of(
                        contact.owner().value(),
                        contact.owner().value(),
                        contact.contact().value(),
                        Rfc3339.format(contact.createdAt()),
                        Rfc3339.format(contact.updatedAt()))
                .map(Optional::of));
    }

    static String of(ContactLink link, UserRef actor) {
        return join(Stream.of(
                Optional.of(actor.value()),
                Optional.of(link.id().value()),
                Optional.of(link.owner().value()),
                link.expiresAt().map(Rfc3339::format),
                link.revokedAt().map(Rfc3339::format),
                Optional.of(Integer.toString(link.maxUses())),
                Optional.of(Integer.toString(link.useCount()))));
    }

    private static String join(Stream<Optional<String>> parts) {
        return parts.map(part -> part.orElse("-")).collect(Collectors.joining(" "));
    }
}
