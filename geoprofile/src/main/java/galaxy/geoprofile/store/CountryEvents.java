package galaxy.geoprofile.store;

import galaxy.contracts.EventType;
import galaxy.geoprofile.sync.SyncReport;
import galaxy.geoprofile.sync.Synchronisation;
import galaxy.kernel.Parsed;
import galaxy.kernel.UserId;
import galaxy.store.EventFollower;
import galaxy.store.EventStream.Entry;
import galaxy.store.StoredJson;
import galaxy.store.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Finds in the public events when users have changed the country of a user. One that cannot be read is passed over. */
public final class CountryEvents implements EventFollower.Reader {
    private final Synchronisation synchronisation;
    private final SyncReport report;

    public CountryEvents(Synchronisation synchronisation, SyncReport report) {
        this.synchronisation = synchronisation;
        this.report = report;
    }

    private record Found(UserId userId, Optional<String> requestId) {}

    @Override
    public void read(Entry event) {
        Map<String, String> fields = event.fields();
        if (!EventType.USER_DECLARED_COUNTRY_CHANGED.code().equals(fields.get("type"))) {
            return;
        }
        Found found;
        try {
            found = found(fields);
        } catch (RuntimeException e) {
            report.unreadableEvent("the event at " + event.position() + " cannot be read: " + e.getMessage());
            return;
        }
        try {
            synchronisation.changed(found.userId(), found.requestId());
        } catch (UnreadableRecordException e) {
            report.unreadableEvent("a stored record that the event at " + event.position() + " needs cannot be read: "
                    + e.getMessage());
        }
    }

    private static Found found(Map<String, String> fields) {
        if (UserId.parse(fields.getOrDefault("subject", "")) instanceof Parsed.Valid<UserId>(UserId userId)) {
            JsonNode data = StoredJson.parse(fields.getOrDefault("data", "").getBytes(StandardCharsets.UTF_8), 0);
            return new Found(userId, StoredJson.optional(data, "request_id").map(JsonNode::stringValue));
        }
        throw new IllegalArgumentException("its subject is no user id");
    }

    /** Nothing but the events says which users are concerned. */
    @Override
    public EventFollower.CatchUp catchUp() {
        report.lostEvents();
        return () -> false;
    }
}
