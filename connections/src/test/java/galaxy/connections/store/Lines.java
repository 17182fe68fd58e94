package galaxy.connections.store;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import galaxy.kernel.Rfc3339;
import galaxy.models.connections.Messages;
import galaxy.store.StoredJson;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The changed part of an event in a line, of its data or of the changed value. */
final class Lines {
    private static final List<String> PROFILE = List.of("username", "name", "avatar_set_id", "avatar_asset_id", "bio");
    private static final List<String> CONTACT = List.of("owner_user_id", "contact_user_id", "created_at", "updated_at");
    private static final List<String> LINK =
            List.of("link_id", "owner_user_id", "expires_at", "revoked_at", "max_uses", "use_count");

    private Lines() {}

    static String of(String type, JsonNode data) {
        JsonNode part = data.required(type);
        String actor = data.required("actor").required("id").stringValue();
        return of(
                type,
                actor,
                field ->
                        StoredJson.optional(part, field).map(JsonNode::asString).orElse(""));
    }

    static String of(String type, Message value, String actor) {
        return of(type, actor, field -> text(value, field));
    }

    private static String of(String type, String actor, UnaryOperator<String> text) {
        List<String> fields = switch (type) {
            case "profile" -> PROFILE;
            case "contact" -> CONTACT;
            default -> LINK;
        };
        return Stream.concat(Stream.of(actor), fields.stream().map(text))
                .map(each -> each.isEmpty() ? "-" : each)
                .collect(Collectors.joining(" "));
    }

    private static String text(Message value, String name) {
        var field = value.getDescriptorForType().findFieldByName(name);
        if (!(value.getField(field) instanceof Timestamp time)) {
            return value.getField(field).toString();
        }
        return value.hasField(field) ? Rfc3339.format(Messages.instant(time)) : "";
    }
}
