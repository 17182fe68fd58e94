package galaxy.users.store;

import galaxy.chassis.json.JsonFields;
import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import galaxy.store.StoredJson;
import tools.jackson.databind.JsonNode;

/** Who did something and why, as stored records have it. */
final class StoredReasons {
    private StoredReasons() {}

    static void actor(JsonFields fields, Actor actor) {
        fields.string("type", actor.type());
        actor.id().ifPresent(id -> fields.string("id", id));
    }

    static Actor actor(JsonNode json) {
        return new Actor(
                StoredJson.text(json, "type"), StoredJson.optional(json, "id").map(JsonNode::stringValue));
    }

    static ReasonCode reason(JsonNode json) {
        return ReasonCode.of(StoredJson.text(json, "reason"));
    }
}
