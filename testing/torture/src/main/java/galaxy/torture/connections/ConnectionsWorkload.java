package galaxy.torture.connections;

import galaxy.testkit.StoreImage;
import galaxy.torture.connections.Caller.Surroundings;
import galaxy.torture.connections.Own.Tools;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Promise;
import galaxy.torture.workload.Workload;
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
    private final Surroundings around;
    private final Announcements announcements = new Announcements();
    private final Queue<OwnUser> census = new ConcurrentLinkedQueue<>();
    private final Arena arena;

    public ConnectionsWorkload(Context context) {
        String run = Long.toUnsignedString(context.seed(), 36);
        this.promise = context.promise();
        this.wire = new Wire(context.target().connections());
        this.around = new Surroundings(wire, context.target(), context.journal(), context.findings(), "torture-" + run);
        this.arena = new Arena(run);
    }

    @Override
    public void run(int client, RandomGenerator random, BooleanSupplier goesOn) throws InterruptedException {
        Caller caller = new Caller(around, client, random);
        Tools tools = new Tools(caller, around.findings(), announcements, random, tolerance());
        Own own = new Own(tools, around.run().substring("torture-".length()), client, census);
        while (goesOn.getAsBoolean()) {
            boolean isInArena = random.nextInt(100) < ARENA_PERCENT;
            if (!isInArena || !arena.act(tools, client)) {
                own.act();
            }
        }
    }

    @Override
    public void checkResponses(Findings findings) throws InterruptedException {
        new ReadBack(around, findings).check(census, arena.stages());
    }

    @Override
    public void checkStore(StoreImage store, Findings findings) {
        new StoreCheck(StoredConnections.of(store), findings, promise, tolerance())
                .check(census, announcements, around.run());
    }

    private Duration tolerance() {
        return promise.clockSkew().plus(SLOWNESS);
    }

    @Override
    public void close() {
        wire.close();
    }
}
