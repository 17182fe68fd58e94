package galaxy.connections.store;

import galaxy.chassis.json.JsonFields;
import galaxy.connections.profile.PublicDetails;
import galaxy.kernel.Cause;
import galaxy.store.CauseJson;
import galaxy.store.StoredJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Stored with a pending username until it is taken or given up.
 *
 * @param cause for the event
 * @param details what else is set together with the username
 */
record NameCause(Cause cause, Optional<PublicDetails> details) {
    String text() {
        return new String(
                JsonFields.encode(fields -> {
                    CauseJson.write(fields, cause);
                    details.ifPresent(also -> fields.object("details", inner -> ProfileFormat.write(inner, also)));
                }),
                StandardCharsets.UTF_8);
    }

    static NameCause parse(String text) {
        JsonNode json = StoredJson.parse(text.getBytes(StandardCharsets.UTF_8), 0);
        return new NameCause(
                CauseJson.read(json), StoredJson.optional(json, "details").map(ProfileFormat::readDetails));
    }
}
