package galaxy.torture.hostile;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.stream.Stream;

/** All attacks on one target: one after another, or many at once in random order. */
final class AttackSchedule {
    private static final int RANDOM_ATTACKERS = 2;
    private static final Duration TURN = Duration.ofMillis(700);

    private final AttackContext context;
    private final Texts texts;
    private final SplittableGenerator random;
    private final List<Attack> restTexts;
    private final Attack rpcTexts;
    /** Run for a turn at a time. */
    private final List<Turn> quick;
    /** Take as long as the timeouts of the service. */
    private final List<Attack> slow;

    /** An attack, which one thread at a time may run. */
    private record Turn(Attack attack, ReentrantLock lock) {
        Turn(Attack attack) {
            this(attack, new ReentrantLock());
        }
    }

    /** The naughty strings of a whole run. */
    record Texts(Scenarios<RestContract.Field> rest, Scenarios<RpcContract.Field> rpc) {
        boolean areComplete() {
            return rest.isComplete() && rpc.isComplete();
        }
    }

    AttackSchedule(AttackContext context, Texts texts, SplittableGenerator random) {
        this.context = context;
        this.texts = texts;
        this.random = random;
        restTexts = List.of(new NaughtyRest(context, texts.rest()), new NaughtyRest(context, texts.rest()));
        rpcTexts = new NaughtyRpc(context, texts.rpc());
        Attack addresses =
                new RpcAddresses(context, new RpcContract(), context.target().channel());
        quick = Stream.of(HttpAttacks.all(context), FrameAttack.all(context), List.of(new RpcCalls(context), addresses))
                .flatMap(List::stream)
                .map(Turn::new)
                .toList();
        slow = List.of(SlowClients.senders(context), SlowClients.readers(context), new ConnectionFlood(context));
    }

    /** Each attack once. */
    void runEach() throws InterruptedException {
        runQuick();
        for (Attack each : slow) {
            run(each, random);
        }
    }

    /** All but the slow ones, at least once and for so long. */
    void runQuickFor(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        do {
            runQuick();
        } while (System.nanoTime() - end < 0);
    }

    private void runQuick() throws InterruptedException {
        run(new Turn(restTexts.getFirst()), random);
        run(new Turn(rpcTexts), random);
        for (Turn each : quick) {
            run(each, random);
        }
    }

    /** All at once and in random order, for so long. */
    void runAtRandom(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        BooleanSupplier goesOn = () -> System.nanoTime() - end < 0;
        List<Thread> attackers = new ArrayList<>();
        restTexts.forEach(attack -> attackers.add(attacker(goesOn, own -> run(attack, own))));
        attackers.add(attacker(goesOn, own -> run(rpcTexts, own)));
        for (int i = 0; i < RANDOM_ATTACKERS; i++) {
            attackers.add(attacker(goesOn, own -> run(Attack.any(quick, own), own)));
        }
        long lastFlood = end - context.timeouts().idle().toNanos() * 3 / 2;
        attackers.add(attacker(goesOn, own -> {
            Attack next = Attack.any(slow, own);
            if (!(next instanceof ConnectionFlood) || System.nanoTime() - lastFlood < 0) {
                run(next, own);
            }
        }));
        join(attackers);
    }

    /** The naughty strings that are left. */
    void runRemainingTexts(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        List<Thread> attackers = new ArrayList<>();
        restTexts.forEach(attack -> attackers.add(
                attacker(() -> System.nanoTime() - end < 0 && !texts.rest().isComplete(), own -> run(attack, own))));
        attackers.add(
                attacker(() -> System.nanoTime() - end < 0 && !texts.rpc().isComplete(), own -> run(rpcTexts, own)));
        join(attackers);
    }

    private interface Step {
        void run(RandomGenerator random) throws InterruptedException;
    }

    private Thread attacker(BooleanSupplier goesOn, Step step) {
        RandomGenerator own = random.split();
        return Thread.ofPlatform().daemon().name("attacker").start(() -> {
            try {
                while (goesOn.getAsBoolean()) {
                    step.run(own);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void run(Turn turn, RandomGenerator random) throws InterruptedException {
        if (turn.lock.tryLock()) {
            try {
                long end = System.nanoTime() + TURN.toNanos();
                while (System.nanoTime() - end < 0) {
                    run(turn.attack, random);
                }
            } finally {
                turn.lock.unlock();
            }
        }
    }

    private void run(Attack attack, RandomGenerator random) throws InterruptedException {
        String problem = "";
        try {
            attack.run(random);
        } catch (IOException | RuntimeException e) {
            problem = e.toString();
        }
        context.checks().count(attack.name(), HostileReport.RUNS);
        context.checks()
                .check(
                        "the service accepts connections and answers on them",
                        problem.isEmpty(),
                        attack.name(),
                        problem);
    }
}
