package galaxy.geoprofile.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.testkit.PublishedEvent;
import galaxy.testkit.RedisNode;
import galaxy.testkit.StoreImage;
import galaxy.testkit.Topology;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EventTimesIT {
    private static final Topology TOPOLOGY = Topology.STAND_ALONE;
    private static final String WHO = "'reason_code':'checked','actor':{'type':'admin','id':'ops-7'}";

    @Test
    void an_event_has_the_time_of_the_step_that_it_announces() {
        try (Api api = Api.open(TOPOLOGY)) {
            String user = api.user("times@example.com", Map.of());
            String path = "/users/" + user + "/country-versions";
            api.post(path, "{'country':'DE','source':'user'," + WHO + "}").ok();
            api.clock.advance(Duration.ofSeconds(3));
            JsonNode version =
                    api.post(path + "/1/approve", "{" + WHO + "}").ok().path("version");
            List<String> times = Stream.of("proposed_at", "decided_at", "effective_at")
                    .map(field -> version.path(field).asString())
                    .toList();
            assertThat(times.getFirst()).isLessThan(times.getLast());
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(times(user)).isEqualTo(times));
        }
    }

    private static List<String> times(String user) throws IOException {
        return StoreImage.read(TOPOLOGY.nodes().stream().map(RedisNode::access).toList()).events().stream()
                .filter(event -> event.source().equals("/galaxy/geoprofile"))
                .filter(event -> event.subject().equals(user))
                .map(PublishedEvent::fields)
                .map(fields -> fields.getOrDefault("time", ""))
                .toList();
    }
}
