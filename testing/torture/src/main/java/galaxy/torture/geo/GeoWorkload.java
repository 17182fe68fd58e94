package galaxy.torture.geo;

import galaxy.testkit.StoreImage;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Readers;
import galaxy.torture.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Users whose countries are proposed, decided and sent to users; now and then another program changes the country at users, or an
 * older request arrives once more.
 */
public final class GeoWorkload implements Workload {
    static final String AGREE = "users have the effective country once it is quiet";

    private static final int LEAST_ACTIONS = 5;
    private static final int MOST_ACTIONS = 30;
    private static final int FIRST_READER = 1000;

    /** The pause between attempts is 300 s at most, and 64 s after seven that had no result. */
    private static final Duration QUIET = Duration.ofSeconds(400);

    private static final Duration POLL = Duration.ofMillis(250);

    private final Context context;
    private final Queue<OwnCountry> users = new ConcurrentLinkedQueue<>();
    private long lastResponse;

    public GeoWorkload(Context context) {
        this.context = context;
    }

    @Override
    public void run(int number, RandomGenerator random, BooleanSupplier mayStart) throws InterruptedException {
        Client client = new Client(context, context.findings(), number, random);
        while (mayStart.getAsBoolean()) {
            Optional<String> id = client.create();
            if (id.isEmpty()) {
                continue;
            }
            OwnCountry user = new OwnCountry(client, context.findings(), id.get());
            users.add(user);
            int actions = random.nextInt(LEAST_ACTIONS, MOST_ACTIONS);
            for (int i = 0; i < actions && !user.isOver() && mayStart.getAsBoolean(); i++) {
                user.next();
            }
        }
    }

    @Override
    public void checkResponses(Findings findings) throws InterruptedException {
        long deadline = System.nanoTime() + QUIET.toNanos();
        List<Readers.Work<Client>> work = new ArrayList<>();
        users.forEach(user -> work.add(reader -> check(user, reader, deadline, findings)));
        Readers.run(i -> new Client(context, findings, FIRST_READER + i, new Random(i)), work, findings);
        lastResponse = System.currentTimeMillis();
    }

    private static void check(OwnCountry user, Client reader, long deadline, Findings findings)
            throws InterruptedException {
        Optional<String> difference = user.disagreement(reader);
        while (difference.isPresent() && System.nanoTime() < deadline) {
            Thread.sleep(POLL);
            difference = user.disagreement(reader);
        }
        findings.checkRecorded(AGREE, difference.isEmpty(), user.user, difference);
        user.readAll(reader, findings);
    }

    @Override
    public void checkStore(StoreImage store, Findings findings) {
        List<String> own =
                users.stream().filter(OwnCountry::isOwn).map(user -> user.user).toList();
        new GeoRules(store, findings).check(own, context.promise(), lastResponse);
    }
}
