package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.PackagedGalaxy;
import galaxy.testkit.PublishedEvent;
import galaxy.testkit.RedisNode;
import galaxy.testkit.StoreImage;
import galaxy.testkit.UsersCaller;
import galaxy.testkit.http.RestClient.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Callers go on changing users, each until it is acknowledged, while the process is killed again and again: in the middle
 * of whatever it does, and with events committed that its relay was kept from publishing.
 */
final class EventsSurviveKillsIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String MARKS = "{galaxy:events}:marks";
    private static final int CALLERS = 6;
    private static final int KILLS = 5;
    private static final int MUTATIONS_PER_RUN = 120;

    private final RedisNode redis = RedisNode.start();
    private final GalaxyInstance galaxy = new GalaxyInstance(List.of("redis.uri=" + redis.uri(), "redis.timeout=5s"));
    private final UsersCaller users = UsersCaller.of(galaxy);
    private final Map<String, List<String>> expected = new ConcurrentHashMap<>();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private volatile boolean enough;

    @AfterEach
    void close() {
        galaxy.close();
        redis.close();
    }

    @Test
    void every_event_of_every_acknowledged_change_is_public_once_and_in_order_though_the_process_is_killed()
            throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                char letter = "abcdef".charAt(i);
                running.add(callers.submit(() -> live(letter)));
            }
            int leftByKills = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                leftByKills += runAndKill(kill % 2 == 1);
            }
            assertThat(leftByKills)
                    .as("events that were committed and not yet public at a kill")
                    .isPositive();

            start();
            enough = true;
            for (Future<?> caller : running) {
                caller.get();
            }
            await("all outboxes empty")
                    .atMost(TIMEOUT)
                    .until(() -> redis.image().unpublished("users") == 0);
            assertThat(published(redis.image())).isEqualTo(expected);
        } finally {
            enough = true;
        }
    }

    private void start() throws InterruptedException {
        galaxy.launch(PackagedGalaxy::withFastStart);
        galaxy.awaitReady();
    }

    /** @return how many events waited in the outboxes when it was dead */
    private int runAndKill(boolean relayHeldBack) throws Exception {
        start();
        awaitAcknowledged(acknowledged.get() + MUTATIONS_PER_RUN);
        if (relayHeldBack) {
            // No script can publish while the marks are not a hash; commits do not touch them.
            redis.call("RENAME", MARKS, "held");
            redis.call("SET", MARKS, "held");
            awaitAcknowledged(acknowledged.get() + MUTATIONS_PER_RUN / 2);
        }
        galaxy.close();
        int waiting = redis.image().unpublished("users");
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
            String user = send(() -> users.ensure(email)).text("user_id");
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

    private void send(String path, String body, String key) {
        send(() -> users.post(path, body, key));
    }

    /** Sends the same request, to whichever process runs by then, until it is acknowledged. */
    private Reply send(Callable<Reply> request) {
        Reply acknowledgement = await().atMost(TIMEOUT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> {
                            Reply reply = request.call();
                            assertThat(reply.status()).as("%s", reply.body()).isIn(0, 200, 503);
                            return reply;
                        },
                        Reply::isOk);
        acknowledged.incrementAndGet();
        return acknowledgement;
    }

    /** What is on the stream, by user and in its order. */
    private static Map<String, List<String>> published(StoreImage store) {
        Map<String, List<String>> bySubject = new LinkedHashMap<>();
        Map<String, Long> versions = new LinkedHashMap<>();
        assertThat(store.events()).extracting(PublishedEvent::id).doesNotHaveDuplicates();
        for (PublishedEvent event : store.events()) {
            assertThat(event.sequence())
                    .as("%s is in order", event)
                    .isGreaterThanOrEqualTo(versions.getOrDefault(event.subject(), 0L));
            versions.put(event.subject(), event.sequence());
            bySubject.computeIfAbsent(event.subject(), _ -> new ArrayList<>()).add(described(event));
        }
        return bySubject;
    }

    private static String described(PublishedEvent event) {
        JsonNode data = event.data();
        String what = event.type().replaceAll("^user\\.|\\.changed$", "") + " " + event.operation();
        return switch (what) {
            case "limit set" -> what + " " + data.at("/limit/value").intValue();
            case "sanction applied" ->
                what + " " + data.at("/sanction/reason_code").stringValue();
            case "profile updated" -> what + " " + data.get("race_name").stringValue();
            default -> what;
        };
    }
}
