package galaxy.users.api;

import static org.awaitility.Awaitility.await;

import galaxy.store.Redis;
import galaxy.store.Relay;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

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
        String type() {
            return attributes.getOrDefault("type", "");
        }

        JsonNode data() {
            return Json.read(attributes.getOrDefault("data", "{}"));
        }

        /** {@code user.limit.changed set}. */
        String what() {
            return type() + " " + data().path("operation").asString();
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
        String last = "last-" + UUID.randomUUID();
        String now = api.get("/users/" + userId).ok().path("declared_country").asString("");
        api.call("POST", Api.BASE + "/users/" + userId + "/declared-country/sync")
                .json("{'declared_country':'%s'}".formatted(now.equals("AQ") ? "BV" : "AQ"))
                .header("X-Request-Id", last)
                .send()
                .ok();
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> about(userId).stream().anyMatch(event -> isAsked(event, last)));
        return about(userId).stream()
                .takeWhile(event -> !isAsked(event, last))
                .filter(event -> !requestId(event).startsWith("last-"))
                .toList();
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

    private static boolean isAsked(Event event, String requestId) {
        return requestId(event).equals(requestId);
    }

    private static String requestId(Event event) {
        return event.data().path("request_id").asString("");
    }

    private static Event event(StreamMessage<String, byte[]> entry) {
        Map<String, String> attributes = new TreeMap<>();
        entry.getBody().forEach((name, value) -> attributes.put(name, new String(value, StandardCharsets.UTF_8)));
        return new Event(attributes);
    }
}
