package galaxy.connections.store;

import static galaxy.connections.store.Scene.COMET;
import static galaxy.connections.store.Scene.FANCY;
import static galaxy.connections.store.Scene.NOVA;
import static galaxy.connections.store.Scene.OWNER;
import static galaxy.connections.store.Scene.PILOT;
import static galaxy.connections.store.Scene.PLAIN;
import static galaxy.connections.store.Scene.RIVAL;
import static galaxy.connections.store.Scene.VEGA;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.PausedCaller;
import galaxy.testkit.FaultyStep;
import galaxy.testkit.FaultyStep.Crash;
import galaxy.testkit.FaultyStep.Fault;
import galaxy.testkit.Topology;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two callers who get in each other's way at every step: the first stops before step i, the second runs up to step j, the
 * first goes on to its end, then the second.
 */
@ParameterizedClass
@EnumSource(Topology.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RivalsIT {
    private static final int MORE_STEPS_THAN_ANY = 40;

    @Parameter
    private Topology topology;

    private World world;
    private ExecutorService threads;

    /** Two callers, and what was there before them. */
    @SuppressWarnings("ImmutableEnumChecker")
    enum Pair {
        TWO_USERS_WANT_ONE_USERNAME(
                scene -> scene.ask(Scene.username(PILOT, COMET)),
                scene -> Scene.username(PILOT, NOVA),
                scene -> Scene.whole(RIVAL, NOVA, FANCY)),
        TWO_USERS_WANT_EACH_OTHERS_USERNAME(
                scene -> scene.ask(Scene.username(PILOT, COMET), Scene.username(RIVAL, NOVA)),
                scene -> Scene.username(PILOT, NOVA),
                scene -> Scene.username(RIVAL, COMET)),
        ONE_LEAVES_A_USERNAME_THAT_ANOTHER_WANTS(
                scene -> scene.ask(Scene.username(PILOT, NOVA)),
                scene -> Scene.username(PILOT, COMET),
                scene -> Scene.username(RIVAL, NOVA)),
        ONE_USER_WANTS_TWO_USERNAMES(
                scene -> {}, scene -> Scene.whole(PILOT, NOVA, PLAIN), scene -> Scene.whole(PILOT, COMET, FANCY)),
        ONE_USER_WANTS_ONE_USERNAME_TWICE(
                scene -> {}, scene -> Scene.username(PILOT, NOVA), scene -> Scene.username(PILOT, NOVA)),
        A_PUBLIC_PROFILE_AND_A_WHOLE_ONE(
                scene -> scene.ask(Scene.username(PILOT, COMET)),
                scene -> Scene.shown(PILOT, PLAIN),
                scene -> Scene.whole(PILOT, NOVA, FANCY)),
        A_USERNAME_MEETS_ONE_LEFT_BEHIND_AND_SO_DOES_THE_SWEEPER(
                leftBehind(1, scene -> Scene.whole(PILOT, VEGA, FANCY)),
                scene -> Scene.username(PILOT, NOVA),
                scene -> Deed.sweep()),
        TWO_USES_BY_ONE_REQUEST(
                scene -> scene.ask(scene.linkFor(2)),
                scene -> scene.use(PILOT, "one"),
                scene -> scene.use(PILOT, "one")),
        TWO_USES_BY_ONE_USER(
                scene -> scene.ask(scene.linkFor(0)),
                scene -> scene.use(PILOT, "one"),
                scene -> scene.use(PILOT, "two")),
        TWO_USERS_WANT_THE_LAST_USE(
                scene -> scene.ask(scene.linkFor(1)),
                scene -> scene.use(PILOT, "one"),
                scene -> scene.use(RIVAL, "one")),
        A_USE_AND_A_REVOCATION(
                scene -> scene.ask(scene.linkFor(2)), scene -> scene.use(PILOT, "one"), scene -> scene.revoke("two")),
        A_USE_AND_THE_REMOVAL_OF_WHAT_IT_ADDS(
                scene -> scene.ask(scene.linkFor(2)),
                scene -> scene.use(PILOT, "one"),
                scene -> Deed.remove(PILOT, OWNER)),
        A_USE_AND_THE_REMOVAL_OF_WHAT_WAS_THERE(
                scene -> scene.ask(scene.linkFor(2), Deed.add(PILOT, OWNER)),
                scene -> scene.use(PILOT, "one"),
                scene -> Deed.remove(PILOT, OWNER)),
        A_USE_AND_AN_ADDITION_BY_HAND(
                scene -> scene.ask(scene.linkFor(2)),
                scene -> scene.use(PILOT, "one"),
                scene -> Deed.add(PILOT, OWNER)),
        A_USE_LEFT_BEHIND_IS_REPEATED_AND_SWEPT(
                scene -> {
                    scene.ask(scene.linkFor(2));
                    leftBehind(0, left -> left.use(PILOT, "one")).accept(scene);
                },
                scene -> scene.use(PILOT, "one"),
                scene -> Deed.sweep()),
        TWO_REVOCATIONS(
                scene -> scene.ask(scene.linkFor(2)), scene -> scene.revoke("one"), scene -> scene.revoke("two")),
        TWO_LINKS_BY_ONE_REQUEST(
                scene -> scene.ask(scene.linkFor(2)), scene -> oneMore(scene), scene -> oneMore(scene)),
        AN_ADDITION_AND_A_REMOVAL(
                scene -> scene.ask(scene.linkFor(2), Deed.add(PILOT, OWNER)),
                scene -> Deed.add(PILOT, OWNER),
                scene -> Deed.remove(PILOT, OWNER));

        private final Consumer<Scene> before;
        private final Function<Scene, Deed> first;
        private final Function<Scene, Deed> second;

        Pair(Consumer<Scene> before, Function<Scene, Deed> first, Function<Scene, Deed> second) {
            this.before = before;
            this.first = first;
            this.second = second;
        }
    }

    private static Deed oneMore(Scene scene) {
        return Deed.create(scene.world, OWNER, Optional.empty(), 1, "one more");
    }

    /** Somebody has crashed after a step of this, long enough ago for the sweeper to look after it. */
    private static Consumer<Scene> leftBehind(int step, Function<Scene, Deed> deed) {
        return scene -> {
            try {
                scene.ask(deed.apply(scene), new FaultyStep(step, Fault.CRASH_AFTER, World::lost, () -> {})::around);
            } catch (Crash e) {
                assertThat(scene.world.look().hasWork()).isTrue();
            }
        };
    }

    @BeforeParameterizedClassInvocation
    void open() {
        world = new World(topology, 2);
        threads = Executors.newVirtualThreadPerTaskExecutor();
    }

    @AfterParameterizedClassInvocation
    void close() {
        threads.close();
        world.close();
    }

    @ParameterizedTest
    @EnumSource
    void rivals_come_to_one_end_wherever_they_meet(Pair pair) {
        interleave(pair, pair.first, pair.second);
        if (topology == Topology.STAND_ALONE) {
            interleave(pair, pair.second, pair.first);
        }
    }

    private void interleave(Pair pair, Function<Scene, Deed> first, Function<Scene, Deed> second) {
        boolean firstStops = true;
        for (int i = 0; firstStops; i++) {
            assertThat(i).isLessThan(MORE_STEPS_THAN_ANY);
            boolean secondStops = true;
            for (int j = 0; firstStops && secondStops; j++) {
                assertThat(j).isLessThan(MORE_STEPS_THAN_ANY);
                var scene = new Scene(world);
                pair.before.accept(scene);
                scene.moveTime();
                try (var a = paused(i, scene, first);
                        var b = paused(j, scene, second)) {
                    firstStops = a.isPaused();
                    secondStops = b.isPaused();
                    a.finish();
                    scene.mustBeSafe();
                    b.finish();
                    scene.sweptMustBeClean();
                    scene.mustAgree();
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError(
                            "%s, %s first: %d/%d".formatted(pair, first.equals(pair.first) ? "one" : "other", i, j), e);
                }
            }
        }
    }

    private PausedCaller<Object> paused(int stopBefore, Scene scene, Function<Scene, Deed> deed) {
        Deed asked = deed.apply(scene);
        return new PausedCaller<>(stopBefore, paused -> scene.ask(asked, paused::around), threads);
    }
}
