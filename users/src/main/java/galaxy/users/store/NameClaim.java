package galaxy.users.store;

import galaxy.chassis.json.JsonFields;
import galaxy.store.StoredJson;
import galaxy.users.racename.RaceName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * What the claim of a race name carries besides its owner.
 *
 * @param raceName as the user wrote it
 * @param claimedAt when it was decided upon
 * @param policyVersion which rules made the canonical key
 */
record NameClaim(RaceName raceName, Instant claimedAt, String policyVersion) {
    String text() {
        return new String(
                JsonFields.encode(fields -> fields.string("race_name", raceName.value())
                        .number("claimed_at", claimedAt.toEpochMilli())
                        .string("policy", policyVersion)),
                StandardCharsets.UTF_8);
    }

    static NameClaim parse(String text) {
        JsonNode json = StoredJson.parse(text.getBytes(StandardCharsets.UTF_8), 0);
        return new NameClaim(
                RaceName.of(StoredJson.text(json, "race_name")),
                StoredJson.time(json, "claimed_at"),
                StoredJson.text(json, "policy"));
    }
}
