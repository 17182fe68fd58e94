package galaxy.auth.flow;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.auth.challenge.ChallengeId;
import galaxy.auth.challenge.SendCode;
import galaxy.testkit.RedisNode;
import galaxy.testkit.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Addresses that are known, unknown and blocked are the same work for the store, until a right code is given. */
class EqualWorkIT {
    private static final String KNOWN = "known-pilot@example.com";
    private static final String OTHER = "other-pilot@example.com";
    private static final String BLOCKED = "black-pilot@example.com";

    private final AtomicReference<Optional<World>> opened = new AtomicReference<>(Optional.empty());

    private World world() {
        return opened.get().orElseThrow();
    }

    @BeforeEach
    void start() {
        opened.set(Optional.of(new World(Topology.STAND_ALONE, 1)));
        var _ = world().signIn(KNOWN, 1);
        world().users.block(BLOCKED);
        // The scripts are there.
        var _ = world().challenge("first-pilot@example.com");
    }

    @AfterEach
    void stop() {
        world().close();
    }

    static Map<String, Long> calls(Runnable work) {
        RedisNode redis = Topology.STAND_ALONE.nodes().getFirst();
        Map<String, Long> before = redis.commandCounts();
        work.run();
        Map<String, Long> after = new TreeMap<>(redis.commandCounts());
        before.forEach((command, count) -> after.merge(command, -count, Long::sum));
        after.remove("info");
        after.values().removeIf(count -> count == 0);
        return after;
    }

    @Test
    void a_send_a_resend_and_a_wrong_code_are_the_same_commands() {
        List<Map<String, Long>> sends = new ArrayList<>();
        List<Map<String, Long>> resends = new ArrayList<>();
        List<Map<String, Long>> wrong = new ArrayList<>();
        world().clock.advance(Duration.ofHours(3));
        for (String email : List.of(KNOWN, OTHER, BLOCKED)) {
            var sent = new AtomicReference<Optional<ChallengeId>>(Optional.empty());
            sends.add(calls(() -> sent.set(Optional.of(((SendCode.Outcome.Sent) world().send(email)).id()))));
            ChallengeId id = sent.get().orElseThrow();
            world().clock.advance(Duration.ofMinutes(1));
            resends.add(calls(() -> {
                var again = world().caller().send().send(World.request(email, Optional.of(id), "127.0.0.1"));
                assertThat(((SendCode.Outcome.Sent) again).id()).isEqualTo(id);
            }));
            String code = World.wrong(world().code(id));
            wrong.add(calls(
                    () -> world().caller().confirm().confirm(world().confirmation(id, code, World.credential(1)))));
        }
        assertThat(sends.getFirst()).isNotEmpty();
        for (List<Map<String, Long>> three : List.of(sends, resends, wrong)) {
            assertThat(three).containsOnly(three.getFirst());
        }
    }
}
