package galaxy.torture.users;

import galaxy.torture.Findings;
import galaxy.torture.Journal;
import galaxy.torture.Judge;
import galaxy.torture.Promise;
import galaxy.torture.StoreImage;
import galaxy.torture.Target;
import galaxy.torture.Workload;
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
    private final Judge judge;
    private final Wire wire;
    private final Identities identities;
    private final Ledger ledger = new Ledger();
    private final Arenas arenas;
    private final Queue<OwnUser> users = new ConcurrentLinkedQueue<>();
    private final Map<Integer, Mind> minds = new ConcurrentHashMap<>();
    private long lastAnswer;

    /** @param seed makes addresses and names that no run with another seed uses */
    public UsersWorkload(Target target, Journal journal, long seed, Promise promise) {
        this.naming = new Naming(seed);
        this.promise = promise;
        this.judge = new Judge(promise.kept());
        this.wire = new Wire(target, journal, judge);
        this.identities = new Identities(judge);
        this.arenas = new Arenas(naming, identities, judge, ledger);
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
            OwnUser user = new OwnUser(client, judge, identities, promise);
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

    /** What was checked and found while it runs. */
    Findings soFar() {
        return judge.findings();
    }

    @Override
    public void checkAnswers(Findings findings) throws InterruptedException {
        arenas.finishAll();
        new ReadBack(naming, wire, judge, identities, arenas, List.copyOf(users)).check();
        lastAnswer = Wire.millis();
        findings.add(judge.findings());
    }

    @Override
    public void checkStore(StoreImage store, Findings findings) {
        Judge inStore = new Judge(promise.kept());
        Shelf shelf = Shelf.of(store);
        new SoundAccounts(shelf, inStore).check();
        new SoundIndexes(shelf, inStore, lastAnswer).check();
        new SoundHistories(shelf, inStore).check();
        new SoundEvents(shelf, inStore).check();
        new Acknowledged(shelf, inStore, naming, identities, lastAnswer).check(List.copyOf(users), arenas, ledger);
        findings.add(inStore.findings());
    }
}
