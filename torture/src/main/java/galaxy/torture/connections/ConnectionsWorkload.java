package galaxy.torture.connections;

import galaxy.torture.Findings;
import galaxy.torture.Journal;
import galaxy.torture.StoreImage;
import galaxy.torture.Target;
import galaxy.torture.Workload;
import galaxy.torture.connections.Caller.Surroundings;
import galaxy.torture.connections.Own.Tools;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** Users who set usernames and profiles, keep contacts, and make and use links: some alone, some in one another's way. */
public final class ConnectionsWorkload implements Workload, AutoCloseable {
    private static final int ARENA_PERCENT = 55;

    private final Options options;
    private final Wire wire;
    private final Findings early = new Findings();
    private final Findings losses = new Findings();
    private final Surroundings around;
    private final Announcements announcements = new Announcements();
    private final Queue<OwnUser> census = new ConcurrentLinkedQueue<>();
    private final AtomicLong undecided = new AtomicLong();
    private final Arena arena;

    /**
     * What may be expected.
     *
     * @param clockSkew by how much the clock of an instance may be wrong
     * @param retainedEvents the setting {@code events.retained}
     */
    public record Options(Promise promise, Duration clockSkew, long retainedEvents) {
        private static final long RETAINED = 1_000_000;

        private static final Duration SLOWNESS = Duration.ofMillis(1500);

        /** Nothing is lost, and all clocks are right. */
        public static Options strict() {
            return new Options(Promise.ALL_KEPT, Duration.ZERO, RETAINED);
        }

        Duration tolerance() {
            return clockSkew.plus(SLOWNESS);
        }
    }

    /** @param run tells this workload from others on the same store: 1 to 12 of {@code a-z0-9} */
    public ConnectionsWorkload(Target target, Journal journal, String run, Options options) {
        if (!run.matches("[a-z0-9]{1,12}")) {
            throw new IllegalArgumentException("a run has 1 to 12 of a-z and 0-9: " + run);
        }
        this.options = options;
        this.wire = new Wire(target.connections());
        this.around =
                new Surroundings(wire, target, journal, new Judge(options.promise(), early, losses), "torture-" + run);
        this.arena = new Arena(run);
    }

    @Override
    public void run(int client, RandomGenerator random, BooleanSupplier goesOn) throws InterruptedException {
        Caller caller = new Caller(around, client, random);
        Tools tools = new Tools(caller, around.judge(), announcements, random, options.tolerance());
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
        Judge.pour(early, findings);
        Judge judge = new Judge(options.promise(), findings, losses);
        new ReadBack(around, judge).check(census, arena.stages());
        undecided.set(judge.undecidedCount());
    }

    @Override
    public void checkStore(StoreImage store, Findings findings) {
        Judge judge = new Judge(options.promise(), findings, losses);
        new StoreCheck(StoredConnections.of(store), judge, options).check(census, announcements, around.run());
    }

    /** How often something acknowledged was missing, by rule, where that is not a violation. */
    public Map<String, Long> losses() {
        return Judge.broken(losses);
    }

    /** How many histories have too many orders to be judged. */
    public long undecided() {
        return undecided.get();
    }

    @Override
    public void close() {
        wire.close();
    }
}
