package galaxy.connections.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.connections.user.UserRef;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.kernel.TryAgainException;
import galaxy.models.connections.Messages;
import galaxy.store.StoreUnavailableException;
import galaxy.store.StoreWork;
import galaxy.testkit.FaultyStep;
import galaxy.testkit.FaultyStep.Crash;
import galaxy.testkit.FaultyStep.Fault;
import galaxy.testkit.RunSeed;
import galaxy.testkit.Topology;
import galaxy.testkit.model.Linearizability;
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
 * Thousands of random operations on the service with a real Redis and on its model; the two must never differ. A failure
 * prints its seed: {@code -Dgalaxy.seed=…} repeats it, {@code -Dgalaxy.commands=…} makes it longer or shorter.
 */
class RandomOperationsIT {
    private static final int OPERATIONS = Integer.getInteger("galaxy.commands", 1500);

    private static final List<Fault> FAULTS = List.of(Fault.values());

    private ConnectionsFixture fixture;
    private Random random;
    private RandomOperations operations;
    private Observer observer;
    private ModelWithEvents model;
    private final Deque<FaultyStep> late = new ArrayDeque<>();

    /** An operation and its result; empty for no more than a failure. */
    private record Asked(Operation operation, Optional<Object> result) {}

    @ParameterizedTest
    @EnumSource
    void the_service_and_its_model_never_differ(Topology topology) {
        long seed = RunSeed.draw();
        System.out.println("galaxy.commands=" + OPERATIONS + " on " + topology);
        random = new Random(seed);
        operations = new RandomOperations(random);
        model = new ModelWithEvents();
        try (var open = new ConnectionsFixture(topology, seed)) {
            fixture = open;
            observer = new Observer(fixture);
            for (int i = 0; i < OPERATIONS; i++) {
                try {
                    next();
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError("galaxy.seed=" + seed + ", operation " + i, e);
                }
            }
            late.forEach(FaultyStep::deliverLate);
            lookAtEverything();
            fixture.sweep();
            fixture.sweep();
            lookAtEverything();
            Invariants.mustBeClean(fixture.look());
            try (StoreWork work = fixture.caller().store().work()) {
                work.start();
                await().untilAsserted(() -> observer.mustHaveBeenAnnounced(model));
            }
        }
    }

    private void next() {
        moveTime();
        int kind = random.nextInt(100);
        if (kind < 75) {
            one(operation());
        } else if (kind < 87) {
            faulty(operation());
        } else if (kind < 91) {
            race();
        } else if (kind < 93) {
            fixture.caller().store().work().sweep();
        } else if (kind < 96 && !late.isEmpty()) {
            late.removeFirst().deliverLate();
        } else {
            observer.mustShow(model, operations.user(), 1 + random.nextInt(6));
        }
    }

    private Operation operation() {
        return operations.operation(fixture, model);
    }

    private void moveTime() {
        if (random.nextInt(3) == 0) {
            List<Instant> ends = model.service().links().all().stream()
                    .filter(ContactLink::hasExpiresAt)
                    .map(link -> Messages.instant(link.getExpiresAt()))
                    .toList();
            fixture.clock.set(operations.later(fixture.clock.instant(), ends));
        }
    }

    /** Compares every result, and now and then all that can be read. */
    private void one(Operation operation) {
        Asked asked = ask(operation);
        if (random.nextInt(4) == 0) {
            agree(List.of(asked));
        } else {
            Object imagined = operation.imagined().in(model, fixture.clock.instant());
            assertThat(asked.result()).as(operation.text()).contains(imagined);
        }
    }

    private Asked ask(Operation operation) {
        return new Asked(operation, Optional.of(operation.real().apply(fixture.caller())));
    }

    /** One step fails, others may do something meanwhile; all of the operation must be done or nothing. */
    private void faulty(Operation operation) {
        Fault fault = FAULTS.get(random.nextInt(FAULTS.size()));
        Operation other = operation();
        List<Asked> asked = new ArrayList<>();
        var step = new FaultyStep(random.nextInt(6), fault, ConnectionsFixture::lost, () -> asked.add(ask(other)));
        Optional<Object> result;
        try {
            result = Optional.of(operation.real().apply(fixture.caller(step::around)));
        } catch (Crash | StoreUnavailableException | TryAgainException e) {
            result = Optional.empty();
        }
        asked.add(new Asked(operation, result));
        operation.next().accept(fixture.caller());
        agree(asked);
        if (step.isLate()) {
            late.add(step);
        }
        if (result.isEmpty()) {
            one(operation);
        }
    }

    private void race() {
        List<Operation> concurrent = new ArrayList<>();
        List<Callable<Asked>> calls = new ArrayList<>();
        for (int i = 2 + random.nextInt(3); i > 0; i--) {
            Operation operation = operation();
            ConnectionsFixture.Caller caller = fixture.caller();
            concurrent.add(operation);
            calls.add(() -> new Asked(operation, Optional.of(operation.real().apply(caller))));
        }
        List<Asked> asked = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Asked> each : threads.invokeAll(calls)) {
                asked.add(each.get());
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(
                    "in a race of " + concurrent.stream().map(Operation::text).toList(), e);
        }
        agree(asked);
    }

    /** Finds an order in which the model returns the same and ends the same, and takes it. */
    private void agree(List<Asked> asked) {
        Set<UserRef> touched = touched(asked);
        var orders = new Linearizability<ModelWithEvents>();
        for (Asked each : asked) {
            Set<UserRef> others = new HashSet<>(touched);
            others.removeAll(each.operation().touched());
            var ways = each.operation().ways(List.of(fixture.clock.instant()), others);
            orders.concurrent(
                    each.operation().text(),
                    Linearizability.onCopy(ModelWithEvents::copy, ways, each.result()),
                    each.result().isPresent());
        }
        Map<String, Object> after = observer.look(touched);
        Predicate<ModelWithEvents> isAsSeen =
                imagined -> Observer.imagine(imagined, touched).equals(after);
        model = orders.from(model, isAsSeen).require(isAsSeen, after);
    }

    private static Set<UserRef> touched(List<Asked> asked) {
        Set<UserRef> touched = new HashSet<>();
        asked.forEach(each -> touched.addAll(each.operation().touched()));
        return touched;
    }

    private void lookAtEverything() {
        assertThat(observer.look(RandomOperations.USERS)).isEqualTo(Observer.imagine(model, RandomOperations.USERS));
        observer.mustBeCalled(model, RandomOperations.NAMES);
        for (UserRef user : RandomOperations.USERS) {
            observer.mustShow(model, user, 3);
            observer.mustShowEvents(model, user, 2);
        }
    }
}
