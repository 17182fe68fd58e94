package galaxy.connections.api;

import static org.awaitility.Awaitility.await;

import galaxy.contracts.connections.v1.AddContactRequest;
import galaxy.store.Redis;
import galaxy.store.Relay;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public stream of events. */
final class Events {
    private final Api api;
    private final Redis redis;

    Events(Api api, Redis redis) {
        this.api = api;
        this.redis = redis;
    }

    /** An entry of the stream. */
    record Event(Map<String, String> attributes) {
        JsonNode data() {
            return JsonMapper.shared().readTree(attributes.getOrDefault("data", "{}"));
        }

        /** {@code connections.contact.changed added}. */
        String what() {
            return attributes.get("type") + " " + data().path("operation").asString();
        }
    }

    List<Event> all() {
        return redis.call("events", commands -> commands.xrange(Relay.EVENTS, Range.unbounded())).stream()
                .map(Events::event)
                .toList();
    }

    /**
     * All that was published about a user so far: one more change is made, and events of one user come in order, so once
     * that one is out every other is.
     */
    List<Event> of(String userId) {
        String last = "last-" + Api.freshUser();
        api.calls()
                .addContact(AddContactRequest.newBuilder()
                        .setOwnerUserId(userId)
                        .setContactUserId(last)
                        .build());
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> about(userId).stream().anyMatch(event -> mentions(event, last)));
        return about(userId).stream().filter(event -> !mentions(event, "last-")).toList();
    }

    List<String> kindsOf(String userId) {
        return of(userId).stream().map(Event::what).toList();
    }

    /** What is on the stream about a user now. */
    List<Event> about(String userId) {
        return all().stream()
                .filter(event -> userId.equals(event.attributes().get("subject")))
                .toList();
    }

    private static boolean mentions(Event event, String text) {
        return event.attributes().getOrDefault("data", "").contains(text);
    }

    private static Event event(StreamMessage<String, byte[]> entry) {
        Map<String, String> attributes = new TreeMap<>();
        entry.getBody().forEach((name, value) -> attributes.put(name, new String(value, StandardCharsets.UTF_8)));
        return new Event(attributes);
    }
}
