package galaxy.app.badday;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.UsersCaller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** Callers that go on making and changing users, each its own, until they are stopped; remembers what was acknowledged. */
final class Load implements AutoCloseable {
    private static final int AT_ONCE = 6;

    private final UsersCaller callers;
    private final Queue<Pilot> pilots = new ConcurrentLinkedQueue<>();
    private final Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    private Load(UsersCaller callers) {
        this.callers = callers;
    }

    static Load on(UsersCaller callers) {
        var load = new Load(callers);
        for (int i = 0; i < AT_ONCE; i++) {
            int number = i;
            load.threads.add(Thread.ofVirtual().name("load " + i).start(() -> load.run(number)));
        }
        return load;
    }

    /** Waits until so many more pilots went all their way. */
    Load awaitMore(int count) {
        int target = count(200) + count;
        Awaitility.await("the load is served").atMost(GalaxyInstance.TIMEOUT).until(() -> count(200) >= target);
        return this;
    }

    /** How many pilots ended with this status; 0 is no answer. */
    int count(int status) {
        return answers.getOrDefault(status, new AtomicInteger()).get();
    }

    /** Every status that came. */
    List<Integer> statuses() {
        return answers.keySet().stream().sorted().toList();
    }

    @Override
    public void close() {
        stop();
    }

    /** Waits for what runs. */
    void stop() {
        stopped.countDown();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run(int number) {
        for (int i = 0; stopped.getCount() > 0; i++) {
            var pilot = new Pilot("load-%d-%d@example.com".formatted(number, i), "Pilot %d%05d".formatted(number, i));
            pilots.add(pilot);
            int last = pilot.live(callers);
            answers.computeIfAbsent(last, any -> new AtomicInteger()).incrementAndGet();
            if (last != 200) {
                backOff();
            }
        }
    }

    private void backOff() {
        try {
            if (stopped.await(30, TimeUnit.MILLISECONDS)) {
                stopped.countDown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Reads everything back: whatever was acknowledged is there, and nothing is half made.
     *
     * @return what every account is now, by user id
     */
    Map<String, JsonNode> verify(UsersCaller reader) {
        AtomicReference<Map<String, JsonNode>> verified = new AtomicReference<>(Map.of());
        // What was begun and never acknowledged is finished by the sweeper: two seconds after it was begun, and its
        // next round.
        Awaitility.await("everything agrees")
                .pollDelay(Duration.ofSeconds(5))
                .atMost(GalaxyInstance.TIMEOUT.plusSeconds(5))
                .untilAsserted(() -> verified.set(verifyOnce(reader)));
        return verified.get();
    }

    private Map<String, JsonNode> verifyOnce(UsersCaller reader) {
        Map<String, JsonNode> accounts = new LinkedHashMap<>();
        for (Pilot pilot : pilots) {
            var standing = reader.resolve(pilot.email());
            assertThat(standing.status()).as(pilot.email()).isEqualTo(200);
            String id = standing.text("user_id");
            pilot.userId().ifPresent(created -> assertThat(id).as(pilot.email()).isEqualTo(created));
            assertThat(standing.text("kind")).isEqualTo(id.isEmpty() ? "creatable" : "existing");
            if (!id.isEmpty()) {
                var account = reader.account(id);
                assertThat(account.status()).as("account of %s", pilot.email()).isEqualTo(200);
                verify(pilot, account.json());
                assertThat(reader.ensure(pilot.email()).text("user_id")).isEqualTo(id);
                assertThat(accounts.put(id, account.json()))
                        .as("one id per e-mail")
                        .isNull();
            }
        }
        assertThat(listed(reader)).containsExactlyInAnyOrderElementsOf(accounts.keySet());
        return accounts;
    }

    private static void verify(Pilot pilot, JsonNode account) {
        assertThat(account.path("email").asString()).isEqualTo(pilot.email());
        agrees(pilot, Pilot.Step.RENAME, account.path("race_name").asString().equals(pilot.name()));
        agrees(pilot, Pilot.Step.GRANT, Published.isPaid(account));
        agrees(pilot, Pilot.Step.SANCTION, Published.isSanctioned(account));
    }

    /** Acknowledged is done, never tried is not done, and anything in between may be either. */
    private static void agrees(Pilot pilot, Pilot.Step step, boolean isDone) {
        if (pilot.hasAcknowledged(step)) {
            assertThat(isDone)
                    .as("%s of %s was acknowledged", step, pilot.email())
                    .isTrue();
        }
        if (!pilot.hasTried(step)) {
            assertThat(isDone)
                    .as("%s of %s was never tried", step, pilot.email())
                    .isFalse();
        }
    }

    private static List<String> listed(UsersCaller reader) {
        List<String> all = new ArrayList<>();
        String token = "";
        do {
            var page = reader.get("/users?page_size=200" + (token.isEmpty() ? "" : "&page_token=" + token));
            assertThat(page.status()).isEqualTo(200);
            page.json()
                    .path("items")
                    .forEach(item -> all.add(item.path("user_id").asString()));
            token = page.text("next_page_token");
        } while (!token.isEmpty());
        return all;
    }
}
