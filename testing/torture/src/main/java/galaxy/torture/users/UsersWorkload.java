package galaxy.torture.users;

import galaxy.testkit.StoreImage;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Promise;
import galaxy.torture.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Clients of the users service. Each has users of its own, of which it knows exactly what must have become of them; and all meet
 * in arenas, where they fight for the same addresses and names and an order of what they were told must be found.
 */
public final class UsersWorkload implements Workload {
    private static final int MOST_DEEDS = 30;
    private static final int LEAST_DEEDS = 5;
    private static final int NAMES_KEPT = 8;

    private final Naming naming;
    private final Promise promise;
    private final Findings findings;
    private final Wire wire;
    private final Identities identities;
    private final Ledger ledger = new Ledger();
    private final Arenas arenas;
    private final Queue<OwnUser> users = new ConcurrentLinkedQueue<>();
    private final Map<Integer, Mind> minds = new ConcurrentHashMap<>();
    private long lastAnswer;

    public UsersWorkload(Context context) {
        this.naming = new Naming(context.seed());
        this.promise = context.promise();
        this.findings = context.findings();
        this.wire = new Wire(context.target(), context.journal(), findings);
        this.identities = new Identities(findings);
        this.arenas = new Arenas(naming, identities, findings, ledger);
        this.lastAnswer = Wire.millis();
    }

    /** What a client has in mind from one thing to the next. */
    private static final class Mind {
        private final List<String> taken = new ArrayList<>();
        private final Client.Counts counts = new Client.Counts();
    }

    @Override
    public void run(int number, RandomGenerator random, BooleanSupplier goesOn) throws InterruptedException {
        Mind mind = minds.computeIfAbsent(number, any -> new Mind());
        Client client = new Client(number, naming, wire, random, mind.counts);
        while (goesOn.getAsBoolean()) {
            OwnUser user = new OwnUser(client, findings, identities, promise);
            users.add(user);
            user.begin();
            int deeds = random.nextInt(LEAST_DEEDS, MOST_DEEDS);
            for (int i = 0; i < deeds && goesOn.getAsBoolean(); i++) {
                if (!user.isOver()) {
                    user.next(mind.taken);
                }
                arenas.visit(client);
            }
            user.rest();
            user.certainName().ifPresent(mind.taken::add);
            if (mind.taken.size() > NAMES_KEPT) {
                mind.taken.removeFirst();
            }
        }
    }

    @Override
    public void checkResponses(Findings unused) throws InterruptedException {
        arenas.finishAll();
        new ReadBack(naming, wire, findings, identities, arenas, List.copyOf(users)).check();
        lastAnswer = Wire.millis();
    }

    @Override
    public void checkStore(StoreImage store, Findings findings) {
        Shelf shelf = Shelf.of(store);
        new SoundAccounts(shelf, findings).check();
        new SoundIndexes(shelf, findings, lastAnswer).check();
        new SoundHistories(shelf, findings).check();
        new SoundEvents(shelf, findings).check();
        new Acknowledged(shelf, findings, naming, identities, lastAnswer).check(List.copyOf(users), arenas, ledger);
    }
}
