package galaxy.auth.flow;

import galaxy.auth.challenge.ChallengeId;
import galaxy.auth.challenge.ConfirmCode.Outcome;
import galaxy.kernel.Deadline;
import galaxy.kernel.UserId;
import galaxy.sessions.Session;
import galaxy.sessions.Session.Ended;
import galaxy.sessions.SessionId;
import galaxy.store.EventStream.Entry;
import galaxy.testkit.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of sign-in on an empty store, first on a stand-alone server, then on a cluster. */
@ParameterizedClass
@EnumSource(Topology.class)
abstract class OnEachTopology {
    @Parameter
    Topology topology;

    World world;

    @BeforeEach
    void start() {
        world = new World(topology, 1);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    Outcome confirm(ChallengeId id, String code, long seed) {
        return world.caller().confirm().confirm(world.confirmation(id, code, World.credential(seed)));
    }

    Session session(SessionId id) {
        return world.caller().sessions().find(id).orElseThrow().session();
    }

    Ended ended(SessionId id) {
        return session(id).ended().orElseThrow();
    }

    /** The event that a user was blocked. */
    static Entry blockEvent(UserId userId, Instant at) {
        return new Entry(
                "1-0",
                Map.of(
                        "type",
                        "user.block.changed",
                        "subject",
                        userId.value(),
                        "time",
                        at.toString(),
                        "data",
                        "{\"operation\":\"blocked\",\"reason_code\":\"spam\"}"));
    }

    /** Requests at once, each with the time that a confirmation has; what they return. */
    static <T> List<T> atOnce(int count, IntFunction<T> request) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> all = IntStream.range(0, count)
                    .mapToObj(i -> threads.submit(
                            (Callable<T>) () -> Deadline.within(Duration.ofSeconds(3), () -> request.apply(i))))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> each : all) {
                results.add(each.get());
            }
            return results;
        }
    }
}
