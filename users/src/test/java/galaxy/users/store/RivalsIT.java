package galaxy.users.store;

import static galaxy.users.store.Scene.COMET;
import static galaxy.users.store.Scene.NOVA;
import static galaxy.users.store.Scene.NOVA_AGAIN;
import static galaxy.users.store.Scene.PILOT;
import static galaxy.users.store.Scene.RIVAL;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.EmailAddress;
import galaxy.kernel.UserId;
import galaxy.store.ScriptInterceptor;
import galaxy.testkit.Baton;
import galaxy.testkit.FaultyStep;
import galaxy.testkit.Topology;
import galaxy.users.account.Outcome;
import galaxy.users.account.Refusal;
import galaxy.users.racename.RaceName;
import galaxy.users.block.EmailBlocks.BlockChange;
import galaxy.users.registration.Registrations.Ensured;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
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
    private static final int MORE_STEPS_THAN_ANY = 60;

    @Parameter
    private Topology topology;

    private Universe universe;
    private ExecutorService threads;

    @FunctionalInterface
    private interface Act extends BiFunction<Scene, ScriptInterceptor, Object> {}

    private static Act create(EmailAddress email) {
        return (scene, steps) -> scene.ensure(email, steps);
    }

    private static Act rename(EmailAddress email, RaceName name) {
        return (scene, steps) -> new Renamed(email, name, scene.rename(email, name, steps));
    }

    private static Consumer<Scene> users(EmailAddress... emails) {
        return scene -> List.of(emails).forEach(email -> scene.ensure(email, ScriptInterceptor.RUN));
    }

    private static Consumer<Scene> named(EmailAddress email, RaceName name) {
        return scene -> scene.rename(email, name, ScriptInterceptor.RUN);
    }

    private static Consumer<Scene> pending(EmailAddress email, RaceName name) {
        return scene -> {
            try {
                var step = new FaultyStep(1, FaultyStep.Fault.CRASH_BEFORE, Universe::lost, () -> {});
                scene.rename(email, name, step::around);
            } catch (FaultyStep.Crash e) {
                scene.universe.clock.advance(Universe.GRACE);
            }
        };
    }

    private static Object sweep(Scene scene, ScriptInterceptor steps) {
        scene.universe.caller(steps).work().sweep();
        return "swept";
    }

    /** A name that was asked for, by whom, and what the caller was told. */
    private record Renamed(EmailAddress email, RaceName name, Outcome outcome) {}

    /** Two callers, and what was there before them. */
    @SuppressWarnings("ImmutableEnumChecker")
    enum Pair {
        TWO_CREATE_ONE_USER(scene -> {}, create(PILOT), create(PILOT)),
        TWO_USERS_WANT_ONE_NAME(users(PILOT, RIVAL), rename(PILOT, NOVA), rename(RIVAL, NOVA_AGAIN)),
        ONE_USER_WANTS_TWO_NAMES(users(PILOT), rename(PILOT, NOVA), rename(PILOT, COMET)),
        ONE_USER_WANTS_ONE_NAME_TWICE(users(PILOT), rename(PILOT, NOVA), rename(PILOT, NOVA)),
        A_RENAME_AND_THE_SWEEPER(
                users(PILOT).andThen(scene -> scene.universe.clock.advance(Universe.GRACE)),
                rename(PILOT, NOVA),
                RivalsIT::sweep),
        A_RENAME_MEETS_A_PENDING_ONE_AND_SO_DOES_THE_SWEEPER(
                users(PILOT).andThen(pending(PILOT, COMET)), rename(PILOT, NOVA), RivalsIT::sweep),
        A_CREATION_AND_A_BLOCK(scene -> {}, create(PILOT), (scene, steps) -> scene.block(PILOT, steps)),
        A_RENAME_AND_A_BLOCK(users(PILOT), rename(PILOT, NOVA), (scene, steps) -> scene.block(PILOT, steps)),
        A_CREATION_AND_A_RENAME_TO_THE_GENERATED_NAME(
                users(RIVAL),
                (scene, steps) -> scene.ensureWithTheDrawnName(PILOT, steps),
                rename(RIVAL, Scene.drawn())),
        TWO_CREATIONS_WITH_ONE_GENERATED_NAME(
                scene -> {},
                (scene, steps) -> scene.ensureWithTheDrawnName(PILOT, steps),
                (scene, steps) -> scene.ensureWithTheDrawnName(RIVAL, steps)),
        ONE_LEAVES_A_NAME_THAT_ANOTHER_WANTS(
                users(PILOT, RIVAL).andThen(named(PILOT, NOVA)), rename(PILOT, COMET), rename(RIVAL, NOVA)),
        ONE_RESPELLS_A_NAME_THAT_ANOTHER_WANTS(
                users(PILOT, RIVAL).andThen(named(PILOT, NOVA)), rename(PILOT, NOVA_AGAIN), rename(RIVAL, NOVA)),
        ONE_USER_RESPELLS_AND_LEAVES_A_NAME(
                users(PILOT).andThen(named(PILOT, NOVA)), rename(PILOT, NOVA_AGAIN), rename(PILOT, COMET));

        private final Consumer<Scene> before;
        private final Act first;
        private final Act second;

        Pair(Consumer<Scene> before, Act first, Act second) {
            this.before = before;
            this.first = first;
            this.second = second;
        }
    }

    @BeforeParameterizedClassInvocation
    void open() {
        universe = new Universe(topology, 2);
        threads = Executors.newVirtualThreadPerTaskExecutor();
    }

    @AfterParameterizedClassInvocation
    void close() {
        threads.close();
        universe.close();
    }

    @ParameterizedTest
    @EnumSource
    void rivals_come_to_one_end_wherever_they_meet(Pair pair) {
        interleave(pair, pair.first, pair.second);
        if (topology == Topology.STAND_ALONE) {
            interleave(pair, pair.second, pair.first);
        }
    }

    private void interleave(Pair pair, Act first, Act second) {
        boolean firstStops = true;
        for (int i = 0; firstStops; i++) {
            assertThat(i).isLessThan(MORE_STEPS_THAN_ANY);
            boolean secondStops = true;
            for (int j = 0; firstStops && secondStops; j++) {
                assertThat(j).isLessThan(MORE_STEPS_THAN_ANY);
                var scene = new Scene(universe);
                pair.before.accept(scene);
                try (var a = new Baton<Object>(i, asked(first, scene), threads);
                        var b = new Baton<Object>(j, asked(second, scene), threads)) {
                    firstStops = a.hasStopped();
                    secondStops = b.hasStopped();
                    scene.mustBeSafeAndListed();
                    Object firstTold = a.finish();
                    scene.mustBeSafe();
                    Object secondTold = b.finish();
                    mustFit(scene, scene.sweptMustBeClean(), List.of(firstTold, secondTold));
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError(
                            "%s, %s first: %d/%d".formatted(pair, first.equals(pair.first) ? "one" : "other", i, j), e);
                }
            }
        }
    }

    private static Function<Baton<Object>, Object> asked(Act act, Scene scene) {
        return baton -> act.apply(scene, baton::around);
    }

    /** What the two were told is what became of it, and each change was told to the world once. */
    private static void mustFit(Scene scene, Shelf shelf, List<Object> told) {
        Set<UserId> ids = new HashSet<>();
        int made = 0;
        for (Object answer : told) {
            switch (answer) {
                case Ensured ensured -> {
                    made += ensured.isCreated() ? 1 : 0;
                    Scene.userId(ensured.standing()).ifPresent(ids::add);
                }
                case BlockChange change -> {
                    assertThat(change.isChanged()).isTrue();
                    change.userId().ifPresent(ids::add);
                }
                default -> {}
            }
        }
        assertThat(shelf.accounts.keySet()).containsAll(ids);
        assertThat(made).isLessThanOrEqualTo(shelf.accounts.size());
        shelf.subjects.forEach((email, subject) ->
                subject.userId().ifPresent(userId -> assertThat(shelf.accounts).containsKey(userId)));
        List<Renamed> renames = told.stream()
                .filter(Renamed.class::isInstance)
                .map(Renamed.class::cast)
                .toList();
        for (Renamed rename : renames) {
            List<String> names = shelf.renames(scene.userOf(rename.email()));
            long wanted = renames.stream()
                    .filter(other ->
                            other.email().equals(rename.email()) && other.name().equals(rename.name()))
                    .count();
            int events = Collections.frequency(names, rename.name().value());
            switch (rename.outcome()) {
                case Outcome.Done(var account) -> {
                    assertThat(account.raceName())
                            .as("the name a caller was told")
                            .isEqualTo(rename.name());
                    assertThat(events).as("events of one rename").isEqualTo(1);
                }
                case Outcome.Refused(Refusal refusal) -> {
                    assertThat(refusal).isEqualTo(Refusal.Conflict.NAME_TAKEN);
                    assertThat(events).as("events of a refused rename").isZero();
                    assertThat(wanted).isOne();
                }
                case Outcome.UnknownUser unknown -> throw new AssertionError(unknown);
                case Outcome.KeyReused reused -> throw new AssertionError(reused);
            }
        }
    }
}
