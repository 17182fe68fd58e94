package galaxy.app;

import static galaxy.app.EventsOf.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.store.Bucket;
import galaxy.store.EventStream;
import galaxy.testkit.RedisNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Callers go on changing users, each until it is acknowledged, while the process is killed again and again: in the middle
 * of whatever it does, and with events committed that its relay was kept from publishing.
 */
final class EventsSurviveKillsIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String MARKS = "{galaxy:events}:marks";
    private static final int CALLERS = 6;
    private static final int KILLS = 5;
    private static final int MUTATIONS_PER_RUN = 120;

    private final AtomicReference<URI> address = new AtomicReference<>(URI.create("http://127.0.0.1:1"));
    private final Map<String, List<String>> expected = new ConcurrentHashMap<>();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private volatile boolean enough;

    @Test
    void every_event_of_every_acknowledged_change_is_public_once_and_in_order_though_the_process_is_killed()
            throws Exception {
        try (RedisNode redis = RedisNode.start();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                char letter = "abcdef".charAt(i);
                running.add(callers.submit(() -> live(letter)));
            }
            int leftByKills = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                leftByKills += runAndKill(redis, kill % 2 == 1);
            }
            assertThat(leftByKills)
                    .as("events that were committed and not yet public at a kill")
                    .isPositive();

            try (RunningGalaxy last = RunningGalaxy.start("redis.uri=" + redis.uri())) {
                enough = true;
                address.set(last.users());
                for (Future<?> caller : running) {
                    caller.get();
                }
                await("all outboxes empty").atMost(TIMEOUT).until(() -> waiting(redis) == 0);
                assertThat(published(redis)).isEqualTo(expected);
            } finally {
                enough = true;
            }
        } finally {
            enough = true;
        }
    }

    /** @return how many events waited in the outboxes when it was dead */
    private int runAndKill(RedisNode redis, boolean relayHeldBack) throws InterruptedException {
        try (RunningGalaxy galaxy = RunningGalaxy.start("redis.uri=" + redis.uri())) {
            address.set(galaxy.users());
            int before = acknowledged.get();
            awaitAcknowledged(before + MUTATIONS_PER_RUN);
            if (relayHeldBack) {
                // No script can publish while the marks are not a hash; commits do not touch them.
                redis.call("RENAME", MARKS, "held");
                redis.call("SET", MARKS, "held");
                awaitAcknowledged(acknowledged.get() + MUTATIONS_PER_RUN / 2);
            }
            galaxy.process().kill9();
        }
        int waiting = waiting(redis);
        if (relayHeldBack) {
            assertThat(waiting).as("events held back").isGreaterThanOrEqualTo(MUTATIONS_PER_RUN / 3);
            redis.call("RENAME", "held", MARKS);
        }
        return waiting;
    }

    private void awaitAcknowledged(int count) {
        await().atMost(TIMEOUT).pollInterval(Duration.ofMillis(2)).until(() -> acknowledged.get() >= count);
    }

    /** A caller: makes users and changes them, one change after the other. */
    private void live(char letter) {
        for (int number = 0; !enough; number++) {
            String email = "pilot-" + letter + number + "@example.com";
            String user = send("/users/ensure-by-email", Rest.registration(email), email)
                    .get("user_id")
                    .stringValue();
            List<String> events =
                    new ArrayList<>(List.of("profile initialized", "settings initialized", "entitlement initialized"));
            expected.put(user, events);
            for (int step = 0; step < 12 && !enough; step++) {
                events.add(change(user, letter, number, step));
            }
        }
    }

    /** Makes one change, and tells the event that it has to have. */
    private String change(String user, char letter, int number, int step) {
        String path = "/users/" + user;
        String key = "key-" + letter + number + "-" + step;
        return switch (step % 3) {
            case 0 -> {
                send(path + "/limits/set", """
                        {"limit_code":"max_owned_private_games","value":%d,"reason_code":"test","actor":{"type":"admin"}}""".formatted(step), key);
                yield "limit set " + step;
            }
            case 1 -> {
                send(path + "/sanctions/apply", """
                        {"sanction_code":"game_join_block","reason_code":"step_%d","actor":{"type":"admin"}}""".formatted(step), key);
                yield "sanction applied step_" + step;
            }
            default -> {
                String name = name(letter, number, step);
                send(path + "/profile", "{\"race_name\":\"" + name + "\"}", key);
                yield "profile updated " + name;
            }
        };
    }

    /** A name that is like no other, without digits: some of them look like letters. */
    private static String name(char letter, int number, int step) {
        String digits = "%c%04d%02d".formatted(letter, number, step);
        StringBuilder name = new StringBuilder("pilot-");
        digits.chars()
                .forEach(each -> name.append(Character.isDigit(each) ? "acdefghkpt".charAt(each - '0') : (char) each));
        return name.toString();
    }

    /** Sends the same request, to whichever process runs by then, until it is acknowledged. */
    private JsonNode send(String path, String body, String key) {
        AtomicReference<JsonNode> answer = new AtomicReference<>();
        await().atMost(TIMEOUT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    Rest.Answer got = new Rest(address.get()).post(path, body, key);
                    assertThat(got.status()).as("%s", got.body()).isIn(200, 503);
                    answer.set(got.body());
                    return got.status() == 200;
                });
        acknowledged.incrementAndGet();
        return answer.get();
    }

    private static int waiting(RedisNode redis) {
        return Bucket.all().stream()
                .mapToInt(bucket -> Integer.parseInt(redis.call("XLEN", "users:{" + bucket.tag() + "}:outbox")))
                .sum();
    }

    /** What is on the stream, by user and in its order. */
    private static Map<String, List<String>> published(RedisNode redis) {
        Map<String, List<String>> bySubject = new LinkedHashMap<>();
        Map<String, Long> versions = new LinkedHashMap<>();
        HashSet<String> ids = new HashSet<>();
        try (EventStream stream = events(redis)) {
            String position = EventStream.START;
            List<EventStream.Entry> some;
            do {
                some = stream.between(position, stream.newest());
                for (EventStream.Entry entry : some) {
                    position = entry.position();
                    Map<String, String> fields = entry.fields();
                    String subject = fields.get("subject");
                    long version = Long.parseLong(fields.get("sequence"));
                    assertThat(ids.add(fields.get("id")))
                            .as("%s comes once", fields)
                            .isTrue();
                    assertThat(version)
                            .as("%s is in order", fields)
                            .isGreaterThanOrEqualTo(versions.getOrDefault(subject, 0L));
                    versions.put(subject, version);
                    bySubject.computeIfAbsent(subject, _ -> new ArrayList<>()).add(described(fields));
                }
            } while (!some.isEmpty());
        }
        return bySubject;
    }

    private static String described(Map<String, String> fields) {
        JsonNode data = JSON.readTree(fields.get("data"));
        String what = fields.get("type").replaceAll("^user\\.|\\.changed$", "") + " "
                + data.get("operation").stringValue();
        return switch (what) {
            case "limit set" -> what + " " + data.at("/limit/value").intValue();
            case "sanction applied" ->
                what + " " + data.at("/sanction/reason_code").stringValue();
            case "profile updated" -> what + " " + data.get("race_name").stringValue();
            default -> what;
        };
    }
}
