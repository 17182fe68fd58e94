package galaxy.app.badday;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.redis.RespConnection;
import galaxy.redis.RespReply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The events of the public stream.
 *
 * @param of what was published of each user, oldest first
 */
record Published(Map<String, List<Event>> of) {

    /**
     * One event.
     *
     * @param what type and operation, such as {@code user.profile.changed updated}
     */
    record Event(String id, long sequence, String what) {}

    static Published read(RespConnection redis) throws IOException {
        Map<String, List<Event>> of = new HashMap<>();
        if (redis.ask("XRANGE", "galaxy:events", "-", "+") instanceof RespReply.Many(var entries)) {
            entries.forEach(entry -> add(of, fields(entry)));
        }
        return new Published(of);
    }

    /** Every user has exactly the events of what the account says, each once and in order; other ids have none. */
    void verify(Map<String, JsonNode> accounts) {
        assertThat(of.keySet()).containsExactlyInAnyOrderElementsOf(accounts.keySet());
        accounts.forEach((id, account) -> {
            List<Event> events = of.getOrDefault(id, List.of());
            assertThat(events).extracting(Event::id).doesNotHaveDuplicates();
            assertThat(events).extracting(Event::sequence).isSorted();
            List<String> expected = new ArrayList<>(List.of(
                    "user.profile.changed initialized",
                    "user.settings.changed initialized",
                    "user.entitlement.changed initialized"));
            if (account.path("race_name").asString().startsWith("Pilot")) {
                expected.add("user.profile.changed updated");
            }
            if (isPaid(account)) {
                expected.add("user.entitlement.changed granted");
            }
            if (isSanctioned(account)) {
                expected.add("user.sanction.changed applied");
            }
            assertThat(events)
                    .as("events of %s", id)
                    .extracting(Event::what)
                    .containsExactlyInAnyOrderElementsOf(expected);
        });
    }

    static boolean isPaid(JsonNode account) {
        return account.path("entitlement").path("is_paid").asBoolean();
    }

    static boolean isSanctioned(JsonNode account) {
        return !account.path("active_sanctions").isEmpty();
    }

    private static void add(Map<String, List<Event>> of, Map<String, String> fields) {
        String operation = Callers.JSON
                .readTree(fields.getOrDefault("data", "{}"))
                .path("operation")
                .asString();
        of.computeIfAbsent(fields.getOrDefault("subject", ""), any -> new ArrayList<>())
                .add(new Event(
                        fields.getOrDefault("id", ""),
                        Long.parseLong(fields.getOrDefault("sequence", "0")),
                        fields.getOrDefault("type", "") + " " + operation));
    }

    private static Map<String, String> fields(RespReply entry) {
        Map<String, String> fields = new HashMap<>();
        if (entry instanceof RespReply.Many(var parts) && parts.getLast() instanceof RespReply.Many(var pairs)) {
            for (int i = 0; i < pairs.size(); i += 2) {
                fields.put(text(pairs.get(i)), text(pairs.get(i + 1)));
            }
        }
        return fields;
    }

    private static String text(RespReply reply) {
        return reply instanceof RespReply.Text(String value) ? value : "";
    }
}
