package galaxy.users.store;

import galaxy.chassis.json.JsonFields;
import galaxy.kernel.UserId;
import galaxy.store.Format;
import galaxy.store.StoredJson;
import galaxy.users.account.BlockChange;
import galaxy.users.account.RecordedBlock;
import tools.jackson.databind.JsonNode;

/** Stores the result of an idempotency key that belongs to an address. */
final class RecordedBlockFormat implements Format<RecordedBlock> {
    @Override
    public byte[] write(RecordedBlock result) {
        BlockChange change = result.change();
        return JsonFields.encode(fields -> {
            fields.object("key", key -> NameCause.write(key, result.key()))
                    .number("at", result.at().toEpochMilli())
                    .bool("changed", change.isChanged());
            change.userId().ifPresent(id -> fields.string("user", id.value()));
            change.blockId().ifPresent(id -> fields.string("block", id));
            StoredJson.time(fields, "ends", change.expiresAt());
        });
    }

    @Override
    public RecordedBlock read(byte[] stored, int from) {
        JsonNode json = StoredJson.parse(stored, from);
        return new RecordedBlock(
                NameCause.readKey(json.required("key")),
                new BlockChange(
                        json.required("changed").booleanValue(),
                        StoredJson.optional(json, "user").map(id -> UserId.of(id.stringValue())),
                        StoredJson.optional(json, "block").map(JsonNode::stringValue),
                        StoredJson.optional(json, "ends").map(StoredJson::time)),
                StoredJson.time(json, "at"));
    }
}
