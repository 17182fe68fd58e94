package galaxy.torture.connections;

import galaxy.torture.Findings;
import galaxy.torture.Journal;
import galaxy.torture.Judge;
import galaxy.torture.Promise;
import galaxy.torture.StoreImage;
import galaxy.torture.Target;
import galaxy.torture.Workload;
import galaxy.torture.connections.Caller.Surroundings;
import galaxy.torture.connections.Own.Tools;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** Users who set usernames and profiles, keep contacts, and make and use links: some alone, some in one another's way. */
public final class ConnectionsWorkload implements Workload, AutoCloseable {
    private static final int ARENA_PERCENT = 55;

    /** How long a request may be under way when a time is compared with one that was measured here. */
    private static final Duration SLOWNESS = Duration.ofMillis(1500);

    private final Promise promise;
    private final Wire wire;
    private final Judge met;
    private final Surroundings around;
    private final Announcements announcements = new Announcements();
    private final Queue<OwnUser> census = new ConcurrentLinkedQueue<>();
    private final Arena arena;

    /** @param seed tells what it makes from what other runs on the same store make */
    public ConnectionsWorkload(Target target, Journal journal, long seed, Promise promise) {
        String run = Long.toUnsignedString(seed, 36);
        this.promise = promise;
        this.wire = new Wire(target.connections());
        this.met = new Judge(promise.kept());
        this.around = new Surroundings(wire, target, journal, met, "torture-" + run);
        this.arena = new Arena(run);
    }

    @Override
    public void run(int client, RandomGenerator random, BooleanSupplier goesOn) throws InterruptedException {
        Caller caller = new Caller(around, client, random);
        Tools tools = new Tools(caller, around.judge(), announcements, random, tolerance());
        Own own = new Own(tools, around.run().substring("torture-".length()), client, census);
        while (goesOn.getAsBoolean()) {
            boolean isInArena = random.nextInt(100) < ARENA_PERCENT;
            if (!isInArena || !arena.act(tools, client)) {
                own.act();
            }
        }
    }

    @Override
    public void checkAnswers(Findings findings) throws InterruptedException {
        Judge judge = new Judge(promise.kept());
        new ReadBack(around, judge).check(census, arena.stages());
        findings.add(met.findings());
        findings.add(judge.findings());
    }

    @Override
    public void checkStore(StoreImage store, Findings findings) {
        Judge judge = new Judge(promise.kept());
        new StoreCheck(StoredConnections.of(store), judge, promise, tolerance())
                .check(census, announcements, around.run());
        findings.add(judge.findings());
    }

    private Duration tolerance() {
        return promise.clockSkew().plus(SLOWNESS);
    }

    @Override
    public void close() {
        wire.close();
    }
}
