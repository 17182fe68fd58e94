package galaxy.connections.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.connections.link.ContactLink;
import galaxy.connections.user.UserRef;
import galaxy.kernel.TryAgainException;
import galaxy.models.Linearizability;
import galaxy.store.StoreUnavailableException;
import galaxy.store.StoreWork;
import galaxy.testkit.FaultyStep;
import galaxy.testkit.FaultyStep.Crash;
import galaxy.testkit.FaultyStep.Fault;
import galaxy.testkit.Topology;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Thousands of random deeds, asked of the service on a real Redis and of a model in maps; the two must never differ. A
 * failure tells its seed: {@code -Dgalaxy.seed=…} plays it again, {@code -Dgalaxy.commands=…} makes it longer or shorter.
 */
class RandomDeedsIT {
    private static final int DEEDS = Integer.getInteger("galaxy.commands", 1500);

    private static final List<Fault> FAULTS = List.of(Fault.values());

    private World world;
    private Random random;
    private Life life;
    private Witness witness;
    private Model model;
    private final Deque<FaultyStep> late = new ArrayDeque<>();

    /** What somebody asked for, and was told; empty for no more than a failure. */
    private record Asked(Deed deed, Optional<Object> told) {}

    @ParameterizedTest
    @EnumSource
    void the_service_and_a_model_in_maps_never_differ(Topology topology) {
        long seed = Long.getLong("galaxy.seed", System.nanoTime());
        System.out.println("galaxy.seed=" + seed + " galaxy.commands=" + DEEDS + " on " + topology);
        random = new Random(seed);
        life = new Life(random);
        model = new Model();
        try (var open = new World(topology, seed)) {
            world = open;
            witness = new Witness(world);
            for (int i = 0; i < DEEDS; i++) {
                try {
                    next();
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError("galaxy.seed=" + seed + ", deed " + i, e);
                }
            }
            late.forEach(FaultyStep::deliverLate);
            lookAtEverything();
            world.sweep();
            world.sweep();
            lookAtEverything();
            Invariants.mustBeClean(world.look());
            try (StoreWork work = world.caller().store().work()) {
                work.start();
            }
            witness.mustHaveBeenTold(model);
        }
    }

    private void next() {
        moveTime();
        int kind = random.nextInt(100);
        if (kind < 75) {
            one(deed());
        } else if (kind < 87) {
            faulty(deed());
        } else if (kind < 91) {
            race();
        } else if (kind < 93) {
            world.caller().store().work().sweep();
        } else if (kind < 96 && !late.isEmpty()) {
            late.removeFirst().deliverLate();
        } else {
            witness.mustShow(model, life.user(), 1 + random.nextInt(6));
        }
    }

    private Deed deed() {
        return life.deed(world, model);
    }

    private void moveTime() {
        if (random.nextInt(3) == 0) {
            List<Instant> ends = model.links().stream()
                    .map(ContactLink::expiresAt)
                    .flatMap(Optional::stream)
                    .toList();
            world.clock.set(life.later(world.clock.instant(), ends));
        }
    }

    /** Every answer is compared, and now and then all that can be seen. */
    private void one(Deed deed) {
        Asked asked = ask(deed);
        if (random.nextInt(4) == 0) {
            agree(List.of(asked));
        } else {
            Object imagined = deed.imagined().in(model, world.clock.instant());
            assertThat(asked.told()).as(deed.text()).contains(imagined);
        }
    }

    private Asked ask(Deed deed) {
        return new Asked(deed, Optional.of(deed.real().apply(world.caller())));
    }

    /** One step goes wrong, others may do something meanwhile; what was done of it must be all or nothing. */
    private void faulty(Deed deed) {
        Fault fault = FAULTS.get(random.nextInt(FAULTS.size()));
        Deed other = deed();
        List<Asked> asked = new ArrayList<>();
        var step = new FaultyStep(random.nextInt(6), fault, World::lost, () -> asked.add(ask(other)));
        Optional<Object> told;
        try {
            told = Optional.of(deed.real().apply(world.caller(step::around)));
        } catch (Crash | StoreUnavailableException | TryAgainException e) {
            told = Optional.empty();
        }
        asked.add(new Asked(deed, told));
        deed.visit().accept(world.caller());
        agree(asked);
        if (step.isLate()) {
            late.add(step);
        }
        if (told.isEmpty()) {
            one(deed);
        }
    }

    private void race() {
        List<Deed> deeds = new ArrayList<>();
        List<Callable<Asked>> calls = new ArrayList<>();
        for (int i = 2 + random.nextInt(3); i > 0; i--) {
            Deed deed = deed();
            World.Caller caller = world.caller();
            deeds.add(deed);
            calls.add(() -> new Asked(deed, Optional.of(deed.real().apply(caller))));
        }
        List<Asked> asked = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Asked> each : threads.invokeAll(calls)) {
                asked.add(each.get());
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(
                    "in a race of " + deeds.stream().map(Deed::text).toList(), e);
        }
        agree(asked);
    }

    /** Finds an order in which the model tells the same and ends the same, and takes it. */
    private void agree(List<Asked> asked) {
        Set<UserRef> touched = touched(asked);
        var orders = new Linearizability<Model>();
        for (Asked each : asked) {
            Set<UserRef> others = new HashSet<>(touched);
            others.removeAll(each.deed().touched());
            var ways = each.deed().ways(List.of(world.clock.instant()), others);
            orders.concurrent(
                    each.deed().text(),
                    Linearizability.onCopy(Model::copy, ways, each.told()),
                    each.told().isPresent());
        }
        Map<String, Object> after = witness.look(touched);
        Predicate<Model> isAsSeen =
                imagined -> Witness.imagine(imagined, touched).equals(after);
        model = orders.from(model, isAsSeen).require(isAsSeen, after);
    }

    private static Set<UserRef> touched(List<Asked> asked) {
        Set<UserRef> touched = new HashSet<>();
        asked.forEach(each -> touched.addAll(each.deed().touched()));
        return touched;
    }

    private void lookAtEverything() {
        assertThat(witness.look(Life.USERS)).isEqualTo(Witness.imagine(model, Life.USERS));
        witness.mustBeCalled(model, Life.NAMES);
        for (UserRef user : Life.USERS) {
            witness.mustShow(model, user, 3);
            witness.mustShowEvents(model, user, 2);
        }
    }
}
