package galaxy.torture.connections;

import com.google.protobuf.Message;
import galaxy.models.connections.Messages;
import galaxy.models.connections.Outcome.Result;
import galaxy.testkit.StoreImage;
import galaxy.torture.connections.Client.Shared;
import galaxy.torture.workload.Channels;
import galaxy.torture.workload.EventLog;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Leftovers;
import galaxy.torture.workload.Names;
import galaxy.torture.workload.Readers;
import galaxy.torture.workload.RequestedEvents;
import galaxy.torture.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** Users who set usernames and profiles, keep contacts, and create and use links: some alone, some contested by all clients. */
public final class ConnectionsWorkload implements Workload {
    static final String ANSWERED = "a service without load and faults answers";

    private static final int CONTESTED_PERCENT = 55;
    private static final int FIRST_READER = 1000;
    private static final int THOROUGH = 4;

    /** The longest time between the clock of the service and that of the client for one request. */
    private static final Duration SLOWNESS = Duration.ofMillis(1500);

    private final String seed;
    private final Duration tolerance;
    private final Shared shared;
    private final Queue<Knowledge> known = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedDeque<Contest> contests = new ConcurrentLinkedDeque<>();
    private final Semaphore creating = new Semaphore(1);
    private int created;
    private long lastResponse;

    public ConnectionsWorkload(Context context) {
        this.seed = Long.toUnsignedString(context.seed(), 36);
        this.tolerance = context.promise().clockSkew().plus(SLOWNESS);
        this.shared = new Shared(new Channels(), context, context.findings(), new RequestedEvents(), "torture-" + seed);
    }

    @Override
    public void run(int number, RandomGenerator random, BooleanSupplier mayStart) throws InterruptedException {
        Client client = new Client(shared, number, random);
        OwnUsers own = new OwnUsers(client, seed, users -> {
            Knowledge next = new Knowledge(users, tolerance);
            known.add(next);
            return next;
        });
        while (mayStart.getAsBoolean()) {
            if (!client.choices.percent(CONTESTED_PERCENT) || !contend(client)) {
                own.act();
            }
        }
    }

    /** Takes part in the last contest, if it has room. If not, one client begins the next one. */
    private boolean contend(Client client) throws InterruptedException {
        Optional<Contest> last = Optional.ofNullable(contests.peekLast()).filter(Contest::hasRoom);
        if (last.isPresent()) {
            last.get().act(client);
        } else if (creating.tryAcquire()) {
            try {
                Contest.create(client, seed, created++).ifPresent(contests::add);
            } finally {
                creating.release();
            }
        }
        return last.isPresent();
    }

    @Override
    public void checkResponses(Findings findings) throws InterruptedException {
        var reading = new Shared(
                shared.channels(), shared.context(), findings, new RequestedEvents(), shared.run() + "-check");
        List<Readers.Work<Client>> work = new ArrayList<>();
        for (Knowledge each : known) {
            boolean isThorough = work.size() % THOROUGH == 0;
            work.add(reader -> read(reader, each, isThorough));
        }
        contests.forEach(each -> work.add(reader -> each.check(reader, findings)));
        Readers.run(i -> new Client(reading, FIRST_READER + i, new Random(i)), work, findings);
        lastResponse = System.currentTimeMillis();
    }

    /** What one client knows is not for several threads. */
    private static void read(Client reader, Knowledge known, boolean isThorough) throws InterruptedException {
        Findings findings = reader.shared.findings();
        for (String user : known.users) {
            for (Message request : known.reads(user)) {
                for (int size : isThorough && Messages.isOfList(request) ? List.of(1, 3, 7, 50) : List.of(50)) {
                    Optional<Result> found = reader.read(request, size);
                    findings.checkRecorded(ANSWERED, found.isPresent(), request);
                    found.ifPresent(result -> known.checkResponse(request, result, findings));
                }
            }
        }
    }

    @Override
    public void checkStore(StoreImage store, Findings findings) {
        StoredConnections stored = new StoredConnections(store);
        // What an instance with a fast clock decided waits until that time has come.
        List<String> empty = shared.context().promise().oneClock() ? List.of("due", "claims") : List.of("claims");
        Leftovers.check(stored.records, empty, lastResponse, findings);
        Names.check(stored.records, "profile", findings);
        new StoreRules(stored, findings, tolerance).check();
        new EventRules(stored, new EventLog(store, "connections"), findings).check(shared.expected(), shared.run());
        for (Knowledge each : known) {
            each.users.forEach(user -> stored.check(each, user, findings));
        }
    }

    @Override
    public void close() {
        shared.channels().close();
    }
}
