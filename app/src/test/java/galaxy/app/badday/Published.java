package galaxy.app.badday;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.PublishedEvent;
import galaxy.testkit.RedisNode;
import galaxy.testkit.StoreImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** The events of the public stream against the accounts. */
final class Published {
    private Published() {}

    /** Waits until every event is public, and reads the store. */
    static StoreImage await(RedisNode node) throws IOException {
        Awaitility.await("every event is public")
                .atMost(GalaxyInstance.TIMEOUT)
                .until(() -> node.image().unpublished("users") == 0);
        return node.image();
    }

    /** Every user has exactly the events of what the account says, each once and in order; other ids have none. */
    static void verify(StoreImage store, Map<String, JsonNode> accounts) {
        Map<String, List<PublishedEvent>> of =
                store.events().stream().collect(Collectors.groupingBy(PublishedEvent::subject));
        assertThat(of.keySet()).containsExactlyInAnyOrderElementsOf(accounts.keySet());
        accounts.forEach((id, account) -> {
            List<PublishedEvent> events = of.getOrDefault(id, List.of());
            assertThat(events).extracting(PublishedEvent::id).doesNotHaveDuplicates();
            assertThat(events).extracting(PublishedEvent::sequence).isSorted();
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
                    .extracting(event -> event.type() + " " + event.operation())
                    .containsExactlyInAnyOrderElementsOf(expected);
        });
    }

    static boolean isPaid(JsonNode account) {
        return account.path("entitlement").path("is_paid").asBoolean();
    }

    static boolean isSanctioned(JsonNode account) {
        return !account.path("active_sanctions").isEmpty();
    }
}
