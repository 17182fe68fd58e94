package galaxy.torture.gateway;

import galaxy.testkit.PublishedEvent;
import galaxy.testkit.RecordSet;
import galaxy.testkit.RecordSet.Row;
import galaxy.testkit.StoreImage;
import galaxy.torture.workload.EventLog;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Readers;
import galaxy.torture.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Players who sign in through the gateway, rename themselves, change settings, follow their stream and sign out, or are blocked;
 * meanwhile accepted messages are sent again.
 */
public final class GatewayWorkload implements Workload {
    static final String RENAMED = "a rename that was acknowledged is there, once and in order";
    static final String STORED = "an account and a session are what was acknowledged";
    static final String IN_A_SECOND = "a blocked player is refused within a second";

    private static final int LEAST_ACTIONS = 5;
    private static final int MOST_ACTIONS = 25;
    private static final int FOLLOWED = 40;
    private static final int FIRST_READER = 1000;
    private static final int LAST = 1100;
    private static final int BLOCKED_LAST = 3;
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration AT_MOST = Duration.ofSeconds(20);

    private final Context context;
    private final Client.Shared shared;
    private final Queue<Player> players = new ConcurrentLinkedQueue<>();

    public GatewayWorkload(Context context) {
        this.context = context;
        this.shared = new Client.Shared(context);
    }

    @Override
    public void run(int number, RandomGenerator random, BooleanSupplier mayStart) throws InterruptedException {
        Client client = new Client(shared, context.findings(), number, random);
        while (mayStart.getAsBoolean()) {
            Optional<Player> signedIn = client.signIn();
            if (signedIn.isEmpty()) {
                continue;
            }
            Player player = signedIn.get();
            players.add(player);
            if (client.choices.percent(FOLLOWED)) {
                player.follow(client);
            }
            int actions = random.nextInt(LEAST_ACTIONS, MOST_ACTIONS);
            for (int i = 0; i < actions && !player.isOver() && mayStart.getAsBoolean(); i++) {
                player.next(client);
            }
            player.leave(client);
        }
    }

    @Override
    public void checkResponses(Findings findings) throws InterruptedException {
        List<Readers.Work<Client>> work = new ArrayList<>();
        players.forEach(player -> work.add(player::check));
        Readers.run(i -> new Client(shared, findings, FIRST_READER + i, new Random(i)), work, findings);
        Client last = new Client(shared, findings, LAST, new Random(context.seed()));
        for (Player player : players.stream()
                .filter(each -> !each.isOver())
                .limit(BLOCKED_LAST)
                .toList()) {
            if (context.promise().oneClock()) {
                checkBlock(player, last);
            }
        }
    }

    private static void checkBlock(Player player, Client client) throws InterruptedException {
        player.follow(client);
        player.block(client);
        long begun = System.nanoTime();
        boolean isRefused = false;
        while (!isRefused && System.nanoTime() - begun < AT_MOST.toNanos()) {
            isRefused = player.isRefused(client).orElse(false);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        client.findings.check(IN_A_SECOND, took.compareTo(A_SECOND) <= 0, player.user, took);
        player.leave(client);
    }

    @Override
    public void checkStore(StoreImage store, Findings findings) {
        Map<String, Row> accounts = new RecordSet(store, "users").rows("account");
        Map<String, Row> sessions = new RecordSet(store, "auth").rows("session");
        EventLog log = new EventLog(store, "users");
        Map<String, List<String>> published = new HashMap<>();
        log.events().stream()
                .filter(event -> event.type().equals("user.profile.changed"))
                .filter(event -> event.operation().equals("updated"))
                .forEach(event -> published
                        .computeIfAbsent(event.subject(), any -> new ArrayList<>())
                        .add(name(event)));
        for (Player player : players) {
            if (log.isComplete()) {
                check(player, published.getOrDefault(player.user, List.of()), findings);
            }
            Optional<Row> account = Optional.ofNullable(accounts.get(player.user));
            Optional<Row> session = Optional.ofNullable(sessions.get(player.device.session));
            String name = account.map(row -> row.text("name")).orElse("");
            boolean hasName = player.unclear.filter(name::equals).isPresent()
                    || (player.names.isEmpty()
                            ? !name.isEmpty()
                            : player.names.getLast().equals(name));
            boolean isRight = session.filter(row -> row.text("user").equals(player.user))
                    .filter(row -> !player.hasEnded() || row.has("ended"))
                    .isPresent();
            findings.checkRecorded(STORED, hasName && isRight, player.names, account, session);
        }
    }

    private static String name(PublishedEvent event) {
        return event.data().path("race_name").asString("");
    }

    private static void check(Player player, List<String> published, Findings findings) {
        List<String> acknowledged =
                published.stream().filter(player.names::contains).toList();
        Set<String> others = new HashSet<>(published);
        player.names.forEach(others::remove);
        player.unclear.ifPresent(others::remove);
        boolean isOnce = Set.copyOf(published).size() == published.size();
        findings.checkRecorded(
                RENAMED,
                acknowledged.equals(player.names) && isOnce && others.isEmpty(),
                player.user,
                player.names,
                player.unclear,
                "but published",
                published);
    }

    @Override
    public void close() {
        shared.close();
    }
}
