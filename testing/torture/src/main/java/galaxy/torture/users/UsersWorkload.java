package galaxy.torture.users;

import galaxy.models.users.EmailState;
import galaxy.testkit.StoreImage;
import galaxy.torture.workload.EventLog;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Observed;
import galaxy.torture.workload.Readers;
import galaxy.torture.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Clients of the users service. Each has users of its own, every response about which is known exactly; and all compete in arenas
 * for the same addresses and names, where an order must be found that explains every response.
 */
public final class UsersWorkload implements Workload {
    private static final int MOST_ACTIONS = 30;
    private static final int LEAST_ACTIONS = 5;
    private static final int NAMES = 8;

    /** Clients with this number and above only read. */
    private static final int READERS = 1_000_000;

    /** How many users, addresses and names are read one by one; the others are seen in the listing and in the store. */
    private static final int ONE_BY_ONE = 3000;

    private final Context context;
    private final Client.Shared shared;
    private final Identities identities = new Identities();
    private final Arenas arenas;
    private final Queue<OwnUser> users = new ConcurrentLinkedQueue<>();
    private final Map<Integer, Client.Memory> memories = new ConcurrentHashMap<>();
    private long lastResponse = System.currentTimeMillis();

    /** The seed of the context makes addresses and names that no run with another seed uses. */
    public UsersWorkload(Context context) {
        Naming naming = new Naming(context.seed());
        this.context = context;
        this.shared = new Client.Shared(context, naming, new Api(context.findings()));
        this.arenas = new Arenas(naming, identities, context.findings());
    }

    @Override
    public void run(int number, RandomGenerator random, BooleanSupplier mayStart) throws InterruptedException {
        Client.Memory memory = memories.computeIfAbsent(number, any -> new Client.Memory());
        Client client = new Client(number, shared, random, memory);
        while (mayStart.getAsBoolean()) {
            OwnUser user = new OwnUser(client, context, identities);
            users.add(user);
            user.create();
            int actions = random.nextInt(LEAST_ACTIONS, MOST_ACTIONS);
            for (int i = 0; i < actions && mayStart.getAsBoolean(); i++) {
                if (!user.isOver()) {
                    user.next(memory.names);
                }
                arenas.visit(client);
            }
            user.leave().ifPresent(memory.names::add);
            if (memory.names.size() > NAMES) {
                memory.names.removeFirst();
            }
        }
    }

    @Override
    public void checkResponses(Findings findings) throws InterruptedException {
        arenas.finishAll();
        List<Client> readers = new ArrayList<>();
        for (int i = 0; i <= Readers.COUNT; i++) {
            readers.add(new Client(READERS + i, shared, new Random(i), new Client.Memory()));
        }
        List<Readers.Work> work = new ArrayList<>();
        last(users).forEach(user -> work.add(reader -> user.readAll(readers.get(reader))));
        last(arenas.emails.keySet()).forEach(email -> work.add(reader -> email(readers.get(reader), email, findings)));
        last(arenas.names.keySet()).forEach(name -> work.add(reader -> name(readers.get(reader), name, findings)));
        Readers.run(work, findings);
        new ListingWalks(readers.getLast(), findings, List.copyOf(users)).check();
        lastResponse = System.currentTimeMillis();
    }

    private void email(Client reader, String email, Findings findings) throws InterruptedException {
        Observed<Response> observed = reader.query("/user-resolutions/by-email", "email", email);
        if (!observed.isOpen()) {
            Response response = Response.of(observed);
            String id = response.text("user_id");
            arenas.checkEmail(email, new EmailState(id, response.text("block_reason_code")), findings);
            if (!id.isEmpty()) {
                identities.add(email, id, findings);
            }
        }
    }

    private void name(Client reader, String name, Findings findings) throws InterruptedException {
        Observed<Response> observed = reader.query("/user-lookups/by-race-name", "race_name", name);
        if (!observed.isOpen()) {
            String id = Response.of(observed).text("user_id");
            arenas.checkName(
                    name,
                    id,
                    findings,
                    state -> state.claimer().isEmpty()
                            && (id.isEmpty() ? !state.spelling().equals(name) : state.isFound(id, name)));
        }
    }

    private static <T> List<T> last(Iterable<T> all) {
        List<T> list = new ArrayList<>();
        all.forEach(list::add);
        return list.subList(Math.max(0, list.size() - ONE_BY_ONE), list.size());
    }

    @Override
    public void checkStore(StoreImage store, Findings findings) {
        UserRecords records = new UserRecords(store);
        EventLog events = new EventLog(store, "users");
        new AccountRules(records, findings).check();
        new IndexRules(records, findings).check(lastResponse);
        new EventRules(records, events, findings).check();
        new RecordedRules(records, events, findings).check(List.copyOf(users), identities, lastResponse);
        new RecordedRules(records, events, findings).check(arenas, List.copyOf(users), shared.naming());
    }
}
