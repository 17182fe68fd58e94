package galaxy.torture.users;

import galaxy.testkit.StoreImage;
import galaxy.torture.workload.EventLog;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Leftovers;
import galaxy.torture.workload.Names;
import galaxy.torture.workload.Readers;
import galaxy.torture.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Clients of the users service. Each has users of its own, every response about which is known exactly; and all compete for the
 * same addresses and names, where an order must be found that explains every response.
 */
public final class UsersWorkload implements Workload {
    private static final int MOST_ACTIONS = 30;
    private static final int LEAST_ACTIONS = 5;

    /** Clients with this number and above only read. */
    private static final int READERS = 1_000_000;

    /** How many users are read one by one; the others are seen in the listing and in the store. */
    private static final int ONE_BY_ONE = 3000;

    /** How many things are done in one contest, until the next one begins. */
    private static final int VISITS = 48;

    private final Client.Shared shared;
    private final AtomicLong visits = new AtomicLong();
    private final Map<Long, Contest> contests = new ConcurrentSkipListMap<>();
    private final Queue<OwnUser> users = new ConcurrentLinkedQueue<>();
    private final Map<Integer, Client> clients = new ConcurrentHashMap<>();
    private long lastResponse = System.currentTimeMillis();

    /** The seed of the context makes addresses and names that no run with another seed uses. */
    public UsersWorkload(Context context) {
        this.shared = new Client.Shared(context);
    }

    @Override
    public void run(int number, RandomGenerator random, BooleanSupplier mayStart) throws InterruptedException {
        Client client = clients.computeIfAbsent(number, any -> new Client(number, shared, random));
        while (mayStart.getAsBoolean()) {
            OwnUser user = new OwnUser(client);
            users.add(user);
            user.create();
            int actions = client.choices.random().nextInt(LEAST_ACTIONS, MOST_ACTIONS);
            for (int i = 0; i < actions && mayStart.getAsBoolean(); i++) {
                if (!user.isOver()) {
                    user.next();
                }
                contests.computeIfAbsent(visits.getAndIncrement() / VISITS, contest -> new Contest(contest, shared))
                        .visit(client);
            }
            user.leave().ifPresent(client.names::add);
        }
    }

    @Override
    public void checkResponses(Findings findings) throws InterruptedException {
        List<Readers.Work<Client>> work = new ArrayList<>();
        users.stream().skip(Math.max(0, users.size() - ONE_BY_ONE)).forEach(user -> work.add(user::readAll));
        contests.values().forEach(each -> work.add(reader -> each.check(reader, findings)));
        Readers.run(this::reader, work, findings);
        new ListingWalks(reader(-1), findings).check(List.copyOf(users));
        lastResponse = System.currentTimeMillis();
    }

    private Client reader(int number) {
        return new Client(READERS + number, shared, new Random(number));
    }

    @Override
    public void checkStore(StoreImage store, Findings findings) {
        UserRecords records = new UserRecords(store);
        new AccountRules(records, findings).check();
        Names.check(records.all, "account", findings);
        Leftovers.check(records.all, List.of("claims"), lastResponse, findings);
        RecordedRules recorded = new RecordedRules(records, new EventLog(store, "users"), findings);
        recorded.checkEvents();
        recorded.check(List.copyOf(users), shared.ids(), lastResponse);
        contests.values().forEach(each -> each.check(records, findings));
        recorded.checkContested(List.copyOf(users), shared);
    }
}
