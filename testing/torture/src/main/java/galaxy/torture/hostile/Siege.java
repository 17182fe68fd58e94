package galaxy.torture.hostile;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;

/** All attacks on one prey: each in its turn, or many at once by chance. */
final class Siege implements AutoCloseable {
    private static final int AT_RANDOM = 2;
    private static final Duration TURN = Duration.ofMillis(700);

    private final Arena arena;
    private final Decks decks;
    private final SplittableGenerator random;
    private final NaughtyRest naughtyRest;
    private final NaughtyRest moreNaughtyRest;
    private final NaughtyRpc naughtyRpc;
    private final RpcCalls calls;
    private final Addresses addresses;
    private final IdleConnections idle;
    /** Begin by chance, a turn at a time. */
    private final List<Turn> quick;
    /** Take as long as the service waits for somebody. */
    private final List<Turn> slow;

    /** An attack, by one thread at a time. */
    private record Turn(Attack attack, ReentrantLock lock) {
        static Turn of(Attack attack) {
            return new Turn(attack, new ReentrantLock());
        }
    }

    Siege(Arena arena, Decks decks, SplittableGenerator random) {
        this.arena = arena;
        this.decks = decks;
        this.random = random;
        naughtyRest = new NaughtyRest(arena, decks.rest());
        moreNaughtyRest = new NaughtyRest(arena, decks.rest());
        naughtyRpc = new NaughtyRpc(arena, decks.rpc());
        calls = new RpcCalls(arena);
        addresses = new Addresses(arena);
        idle = new IdleConnections(arena);
        quick = java.util.stream.Stream.<Attack>of(
                        new BodyBombs(arena),
                        new HeadBombs(arena),
                        new Smuggling(arena),
                        new Pipelines(arena),
                        new RudeEnds(arena),
                        RpcMessages.of(arena),
                        RpcHeads.of(arena),
                        RpcFloods.of(arena),
                        calls,
                        addresses)
                .map(Turn::of)
                .toList();
        slow = List.of(Turn.of(new SlowSenders(arena)), Turn.of(new SlowReaders(arena)), Turn.of(idle));
    }

    /** The naughty strings, dealt over a whole run. */
    record Decks(Deck<RestContract.Field> rest, Deck<RpcContract.Field> rpc) {}

    /** Each attack once, one after another. */
    void inTurn() throws InterruptedException {
        turn(Turn.of(naughtyRest), random);
        turn(Turn.of(naughtyRpc), random);
        for (Turn each : quick) {
            turn(each, random);
        }
        for (Turn each : slow) {
            strike(each.attack, random);
        }
    }

    /** All but the slow ones, one after another, at least once and until time is up. */
    void briefly(BooleanSupplier goesOn) throws InterruptedException {
        do {
            turn(Turn.of(naughtyRest), random);
            turn(Turn.of(naughtyRpc), random);
            for (Turn each : quick) {
                turn(each, random);
            }
        } while (goesOn.getAsBoolean());
    }

    /** All at once and by chance, until time is up. */
    void atRandom(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        BooleanSupplier goesOn = () -> System.nanoTime() - end < 0;
        List<Thread> attackers = new ArrayList<>();
        for (Attack naughty : List.of(naughtyRest, moreNaughtyRest, naughtyRpc)) {
            attackers.add(attacker(own -> {
                while (goesOn.getAsBoolean()) {
                    strike(naughty, own);
                }
            }));
        }
        for (int i = 0; i < AT_RANDOM; i++) {
            attackers.add(attacker(own -> {
                while (goesOn.getAsBoolean()) {
                    turn(quick.get(own.nextInt(quick.size())), own);
                }
            }));
        }
        attackers.add(attacker(own -> {
            while (goesOn.getAsBoolean()) {
                Attack next = slow.get(own.nextInt(slow.size())).attack();
                boolean fits = System.nanoTime()
                                + arena.idleTimeout()
                                        .multipliedBy(3)
                                        .dividedBy(2)
                                        .toNanos()
                                - end
                        < 0;
                if (next != idle || fits) {
                    strike(next, own);
                }
            }
        }));
        for (Thread attacker : attackers) {
            attacker.join();
        }
    }

    /** Those of the naughty strings that have not had their turn. */
    void naughtyOnes(BooleanSupplier goesOn) throws InterruptedException {
        List<Thread> attackers = new ArrayList<>();
        for (Attack naughty : List.of(naughtyRest, moreNaughtyRest)) {
            attackers.add(attacker(own -> {
                while (goesOn.getAsBoolean() && !decks.rest().isThrough()) {
                    strike(naughty, own);
                }
            }));
        }
        attackers.add(attacker(own -> {
            while (goesOn.getAsBoolean() && !decks.rpc().isThrough()) {
                strike(naughtyRpc, own);
            }
        }));
        for (Thread attacker : attackers) {
            attacker.join();
        }
    }

    private interface Way {
        void go(RandomGenerator random) throws InterruptedException;
    }

    private Thread attacker(Way way) {
        RandomGenerator own = random.split();
        return Thread.ofPlatform().daemon().name("attacker").start(() -> {
            try {
                way.go(own);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void turn(Turn turn, RandomGenerator random) throws InterruptedException {
        if (turn.lock.tryLock()) {
            try {
                long end = System.nanoTime() + TURN.toNanos();
                while (System.nanoTime() - end < 0) {
                    strike(turn.attack, random);
                }
            } finally {
                turn.lock.unlock();
            }
        }
    }

    private void strike(Attack attack, RandomGenerator random) throws InterruptedException {
        String wrong = "";
        try {
            attack.strike(random);
        } catch (IOException | RuntimeException e) {
            wrong = e.toString();
        }
        String why = wrong;
        arena.tally().count(attack.name(), "strikes");
        arena.findings()
                .check(
                        "the service takes connections and answers on them",
                        why.isEmpty(),
                        () -> attack.name() + ": " + RestJudge.clip(why));
    }

    @Override
    public void close() {
        naughtyRest.close();
        moreNaughtyRest.close();
        naughtyRpc.close();
        calls.close();
        addresses.close();
    }
}
