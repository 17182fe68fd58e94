package galaxy.users.store;

import galaxy.chassis.json.JsonFields;
import galaxy.kernel.UserId;
import galaxy.store.Format;
import galaxy.store.StoredJson;
import galaxy.users.account.EmailBlock;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** How an e-mail subject is stored. The address itself is the key. */
final class SubjectFormat implements Format<SubjectFormat.Subject> {
    /**
     * What is known of an address.
     *
     * @param userId once a user exists or is being created
     */
    record Subject(Optional<UserId> userId, Optional<EmailBlock> block) {}

    @Override
    public byte[] write(Subject subject) {
        return JsonFields.encode(fields -> {
            subject.userId().ifPresent(id -> fields.string("id", id.value()));
            subject.block().ifPresent(block -> fields.object("block", inner -> AccountFormat.writeBlock(inner, block)));
        });
    }

    @Override
    public Subject read(byte[] stored, int from) {
        JsonNode json = StoredJson.parse(stored, from);
        return new Subject(
                StoredJson.optional(json, "id").map(id -> UserId.of(id.stringValue())),
                StoredJson.optional(json, "block").map(AccountFormat::readBlock));
    }
}
