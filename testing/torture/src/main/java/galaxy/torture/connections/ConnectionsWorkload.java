package galaxy.torture.connections;

import galaxy.testkit.StoreImage;
import galaxy.torture.connections.Client.Shared;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Workload;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** Users who set usernames and profiles, keep contacts, and create and use links: some alone, some contested by all clients. */
public final class ConnectionsWorkload implements Workload, AutoCloseable {
    private static final int CONTESTED_PERCENT = 55;

    /** The longest time between the clock of the service and that of the client for one request. */
    private static final Duration SLOWNESS = Duration.ofMillis(1500);

    private final Context context;
    private final String seed;
    private final Duration tolerance;
    private final Channels channels;
    private final Shared shared;
    private final Queue<Knowledge> known = new ConcurrentLinkedQueue<>();
    private final Contests contests;

    public ConnectionsWorkload(Context context) {
        this.context = context;
        this.seed = Long.toUnsignedString(context.seed(), 36);
        this.tolerance = context.promise().clockSkew().plus(SLOWNESS);
        this.channels = new Channels(context.target().connections());
        this.shared = new Shared(channels, context, context.findings(), new ExpectedEvents(), "torture-" + seed);
        this.contests = new Contests(seed);
    }

    @Override
    public void run(int number, RandomGenerator random, BooleanSupplier mayStart) throws InterruptedException {
        Client client = new Client(shared, number, random);
        Knowledge knowledge = new Knowledge(tolerance);
        known.add(knowledge);
        OwnUsers own = new OwnUsers(client, knowledge, seed);
        while (mayStart.getAsBoolean()) {
            if (!client.choices.percent(CONTESTED_PERCENT) || !contests.act(client)) {
                own.act();
            }
        }
    }

    @Override
    public void checkResponses(Findings findings) throws InterruptedException {
        var reading = new Shared(channels, context, findings, new ExpectedEvents(), shared.run() + "-check");
        new ReadBack(reading, findings).check(known, contests.all());
    }

    @Override
    public void checkStore(StoreImage store, Findings findings) {
        new StoreCheck(store, findings, context.promise(), tolerance).check(known, shared.expected(), shared.run());
    }

    @Override
    public void close() {
        channels.close();
    }
}
