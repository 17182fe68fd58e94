package galaxy.users.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.kernel.EmailAddress;
import galaxy.kernel.TryAgainException;
import galaxy.models.users.UserModel;
import galaxy.store.StoreUnavailableException;
import galaxy.store.StoreWork;
import galaxy.testkit.FaultyStep;
import galaxy.testkit.FaultyStep.Crash;
import galaxy.testkit.FaultyStep.Fault;
import galaxy.testkit.RunSeed;
import galaxy.testkit.Topology;
import galaxy.testkit.model.Expected;
import galaxy.testkit.model.Linearizability;
import galaxy.users.store.RandomOperations.Op;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * Sends random commands to the service on a real Redis and to the model, which must never differ. A failure prints its seed:
 * {@code -Dgalaxy.seed=…} repeats it, {@code -Dgalaxy.commands=…} sets the number of commands.
 */
class RandomCommandsIT {
    private static final int COMMANDS = Integer.getInteger("galaxy.commands", 1500);

    private static final List<Fault> FAULTS = List.of(Fault.values());

    private Universe universe;
    private Random random;
    private RandomOperations operations;
    private Observer observer;
    private Model model;
    private List<EmailAddress> emails;
    private final Deque<FaultyStep> late = new ArrayDeque<>();

    @ParameterizedTest
    @EnumSource
    void the_service_and_its_model_never_differ(Topology topology) {
        long seed = RunSeed.draw();
        System.out.println("galaxy.commands=" + COMMANDS + " on " + topology);
        random = new Random(seed);
        operations = new RandomOperations(random);
        model = new Model();
        emails = new ArrayList<>();
        try (var open = new Universe(topology, seed)) {
            universe = open;
            universe.begin();
            observer = new Observer(universe);
            for (int i = 0; i < COMMANDS; i++) {
                try {
                    next();
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError("galaxy.seed=" + seed + ", command " + i, e);
                }
            }
            late.forEach(FaultyStep::deliverLate);
            compareEverything();
            universe.clock.advance(Universe.GRACE);
            model.expire(now());
            universe.caller().work().sweep();
            universe.sweep();
            model.expire(now());
            StoreContent end = universe.look().mustBeSafe().mustBeClean();
            assertThat(end.accounts).hasSameSizeAs(model.users);
            try (StoreWork work = universe.caller().work()) {
                work.start();
                await().untilAsserted(() -> observer.mustHavePublished(model));
            }
        }
    }

    private Instant now() {
        return universe.clock.instant();
    }

    private void next() {
        advanceTime();
        int kind = random.nextInt(100);
        if (kind < 70) {
            one(operations.op(now()));
        } else if (kind < 82) {
            faulty(operations.op(now()));
        } else if (kind < 86) {
            race();
        } else if (kind < 88) {
            universe.caller().work().sweep();
        } else if (kind < 91 && !late.isEmpty()) {
            late.removeFirst().deliverLate();
        } else if (kind < 95) {
            observer.mustList(model, operations.filter(now()), 1 + random.nextInt(6));
        } else {
            observer.mustShow(model, operations.email(), 1 + random.nextInt(4));
        }
    }

    private void advanceTime() {
        if (random.nextInt(3) == 0) {
            List<Instant> ends = model.users.values().stream()
                    .flatMapToLong(UserModel::ends)
                    .mapToObj(Instant::ofEpochMilli)
                    .toList();
            universe.clock.set(operations.later(now(), ends));
            model.expire(now());
        }
    }

    private void one(Op op) {
        JsonNode result = op.real().apply(universe.caller());
        agree(List.of(op), List.of(Optional.of(result)));
    }

    /** One step fails; the command must have been carried out completely or not at all. */
    private void faulty(Op op) {
        Fault fault = FAULTS.get(random.nextInt(FAULTS.size()));
        var step = new FaultyStep(random.nextInt(6), fault, Universe::lost, () -> {});
        Optional<JsonNode> result;
        try {
            result = Optional.of(op.real().apply(universe.caller(step::around)));
        } catch (Crash | StoreUnavailableException | TryAgainException e) {
            result = Optional.empty();
        }
        agree(List.of(op), List.of(result));
        if (step.isLate()) {
            late.add(step);
        }
        if (result.isEmpty()) {
            one(op);
        }
    }

    private void race() {
        List<Op> ops = new ArrayList<>();
        for (int i = 2 + random.nextInt(3); i > 0; i--) {
            ops.add(operations.op(now()));
        }
        List<Callable<JsonNode>> calls = new ArrayList<>();
        for (Op op : ops) {
            var caller = universe.caller();
            calls.add(() -> op.real().apply(caller));
        }
        List<Optional<JsonNode>> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<JsonNode> each : threads.invokeAll(calls)) {
                results.add(Optional.of(each.get()));
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(
                    "in a race of " + ops.stream().map(Op::text).toList(), e);
        }
        agree(ops, results);
    }

    /** Finds an order of the commands in which the model returns the same and ends the same, and keeps that model. */
    private void agree(List<Op> ops, List<Optional<JsonNode>> results) {
        List<EmailAddress> touched = ops.stream().map(Op::email).distinct().toList();
        touched.stream().filter(email -> !emails.contains(email)).forEach(emails::add);
        var orders = new Linearizability<Model>();
        for (int i = 0; i < ops.size(); i++) {
            Op op = ops.get(i);
            Optional<JsonNode> result = results.get(i);
            orders.concurrent(op.text(), before -> carriedOut(op, before, result), result.isPresent());
        }
        JsonNode after = observer.look(touched);
        Predicate<Model> isAsSeen = world ->
                Expected.difference(Observer.expected(world, touched), after).isEmpty();
        model = orders.from(model, isAsSeen).require(isAsSeen, after);
    }

    private Stream<Model> carriedOut(Op op, Model before, Optional<JsonNode> result) {
        Model after = before.copy();
        Object expected = op.expected().apply(new RandomOperations.World(after, now(), observer::created));
        return Stream.of(after)
                .filter(any -> result.stream()
                        .allMatch(
                                actual -> Expected.difference(expected, actual).isEmpty()));
    }

    private void compareEverything() {
        Observer.mustBe(Observer.expected(model, emails), observer.look(emails), "everything");
        for (EmailAddress email : emails) {
            observer.mustShow(model, email, 3);
        }
    }
}
