package galaxy.torture.hostile;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.stream.Stream;

/** All attacks on one target: one after another, or many at once in random order. */
final class AttackSchedule {
    /** The result of an attack that counts how often it ran. */
    static final String RUNS = "runs";

    private static final int RANDOM_ATTACKERS = 2;
    private static final Duration TURN = Duration.ofMillis(700);

    private final AttackContext context;
    private final Texts texts;
    private final SplittableGenerator random;
    private final List<Attack> restTexts;
    private final Attack rpcTexts;
    /** Run for a turn at a time. */
    private final List<Attack> quick;
    /** Take as long as the timeouts of the service. */
    private final List<Attack> slow;

    /** The naughty strings of a whole run. */
    record Texts(Scenarios<RestField> rest, Scenarios<NaughtyRpc.Field> rpc) {}

    AttackSchedule(AttackContext context, Texts texts, SplittableGenerator random) {
        this.context = context;
        this.texts = texts;
        this.random = random;
        restTexts = List.of(new NaughtyRest(context, texts.rest()), new NaughtyRest(context, texts.rest()));
        rpcTexts = new NaughtyRpc(context, texts.rpc());
        Attack calls = new RpcCalls(context, context.target().channel());
        quick = Stream.of(HttpAttacks.all(context), FrameAttack.all(context), List.of(calls))
                .flatMap(List::stream)
                .toList();
        slow = List.of(SlowClients.senders(context), SlowClients.readers(context), new ConnectionFlood(context));
    }

    /** Each attack once. */
    void runEach() throws InterruptedException {
        runQuickFor(Duration.ZERO);
        slow.forEach(attack -> run(attack, random));
    }

    /** All but the slow ones, at least once and for so long. */
    void runQuickFor(Duration time) {
        BooleanSupplier goesOn = within(time);
        do {
            runTurn(restTexts.getFirst(), random);
            runTurn(rpcTexts, random);
            quick.forEach(attack -> runTurn(attack, random));
        } while (goesOn.getAsBoolean());
    }

    /**
     * All at once and in random order, for so long.
     *
     * @param more how much longer the naughty strings may take that are left then
     */
    void runAtRandom(Duration time, Duration more) throws InterruptedException {
        BooleanSupplier goesOn = within(time);
        BooleanSupplier goesOnForTexts = within(time.plus(more));
        BooleanSupplier hasTimeForFlood =
                within(time.minus(context.timeouts().idle().multipliedBy(3).dividedBy(2)));
        List<Thread> attackers = new ArrayList<>();
        BooleanSupplier restGoesOn = () -> goesOn.getAsBoolean()
                || (goesOnForTexts.getAsBoolean() && !texts.rest().isComplete());
        BooleanSupplier rpcGoesOn = () -> goesOn.getAsBoolean()
                || (goesOnForTexts.getAsBoolean() && !texts.rpc().isComplete());
        restTexts.forEach(attack -> attackers.add(attacker(restGoesOn, own -> run(attack, own))));
        attackers.add(attacker(rpcGoesOn, own -> run(rpcTexts, own)));
        for (int i = 0; i < RANDOM_ATTACKERS; i++) {
            attackers.add(attacker(goesOn, own -> runTurn(Attack.any(quick, own), own)));
        }
        attackers.add(attacker(goesOn, own -> {
            Attack next = Attack.any(slow, own);
            if (!(next instanceof ConnectionFlood) || hasTimeForFlood.getAsBoolean()) {
                run(next, own);
            }
        }));
        for (Thread attacker : attackers) {
            attacker.join();
        }
    }

    private static BooleanSupplier within(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        return () -> System.nanoTime() - end < 0;
    }

    private Thread attacker(BooleanSupplier goesOn, Consumer<RandomGenerator> step) {
        RandomGenerator own = random.split();
        return Thread.ofPlatform().daemon().name("attacker").start(() -> {
            while (goesOn.getAsBoolean()) {
                step.accept(own);
            }
        });
    }

    private void runTurn(Attack attack, RandomGenerator random) {
        BooleanSupplier goesOn = within(TURN);
        while (goesOn.getAsBoolean()) {
            run(attack, random);
        }
    }

    private void run(Attack attack, RandomGenerator random) {
        String problem = "";
        try {
            attack.run(random);
        } catch (IOException | InterruptedException | RuntimeException e) {
            problem = e.toString();
        }
        Checks checks = context.checks();
        checks.count(attack.name(), RUNS);
        checks.check("the service accepts connections and answers on them", problem.isEmpty(), attack.name(), problem);
    }
}
