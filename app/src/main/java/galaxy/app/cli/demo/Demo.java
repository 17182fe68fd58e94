package galaxy.app.cli.demo;

import galaxy.app.cli.ExitException;
import galaxy.app.cli.Progress;
import galaxy.app.cli.ProgressOption;
import galaxy.app.cli.ServiceCommand;
import galaxy.client.ClientException;
import galaxy.client.auth.AuthClient;
import galaxy.client.connections.ConnectionsClient;
import galaxy.client.users.UsersClient;
import galaxy.kernel.UserId;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code galaxy demo}. */
@Command(
        name = "demo",
        description = {
            "Fills a running Galaxy with realistic users: names, plans, sanctions, limits, countries, blocks; usernames,"
                    + " public profiles, contacts, contact links; sessions, where there is an outbox.",
            "The same seed makes the same users; another run adds only what is missing."
        })
public final class Demo extends ServiceCommand {
    private static final int WORKERS = 8;

    @Mixin
    private DemoOptions services = new DemoOptions();

    @Option(names = "--count", paramLabel = "N", defaultValue = "200", description = "How many users. Default: 200.")
    private int count = 200;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "The seed of the users. Default: 42.")
    private long seed = 42;

    @Mixin
    private ProgressOption progress = new ProgressOption();

    @Override
    protected int run() {
        ExitException.inRange("--count", count, 1, 1_000_000);
        keepLogsOfLibraries();
        DemoUsers users = new DemoUsers(seed);
        DemoProfiles profiles = new DemoProfiles(users, seed);
        Map<Integer, UserId> ids = new ConcurrentHashMap<>();
        Tally tally = new Tally();
        try {
            fill(users, profiles, ids, tally);
        } finally {
            tally.print(out());
        }
        tryNext(users, ids, profiles.example(count));
        return 0;
    }

    private void fill(DemoUsers users, DemoProfiles profiles, Map<Integer, UserId> ids, Tally tally) {
        try (UsersClient usersClient = services.usersClient();
                ConnectionsClient connectionsClient = services.connectionsClient();
                AuthClient authClient = services.authClient()) {
            var accounts = new FillUsers(usersClient, InstantSource.system().instant(), tally);
            each("users", number -> accounts.make(users.user(number)).ifPresent(id -> ids.put(number, id)));
            // Before the others: a person who signs in as one of them has to wait half a minute for a second code.
            var sessions = new FillSessions(authClient, services.management(), tally);
            each(
                    "sessions",
                    number -> Optional.ofNullable(ids.get(number))
                            .ifPresent(id -> profiles.person(number)
                                    .device()
                                    .ifPresent(device -> sessions.session(id, users.user(number), device))));
            var connections = new FillConnections(connectionsClient, profiles, ids, tally);
            each("profiles", connections::profile);
            each("links", connections::links);
        }
    }

    /** Does something for the number of each user, in a few threads, until one fails. */
    private void each(String what, IntConsumer work) {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Optional<RuntimeException>> failure = new AtomicReference<>(Optional.empty());
        try (Progress bar = new Progress(err(), progress.isOn(), OptionalLong.of(count));
                ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int worker = 0; worker < WORKERS; worker++) {
                workers.execute(() -> {
                    for (int i = next.getAndIncrement();
                            i < count && failure.get().isEmpty();
                            i = next.getAndIncrement()) {
                        try {
                            work.accept(i);
                        } catch (ClientException | ExitException e) {
                            failure.compareAndSet(Optional.empty(), Optional.of(e));
                        }
                        bar.at(i + 1L, what + ": " + (i + 1));
                    }
                });
            }
        }
        failure.get().ifPresent(e -> {
            throw e;
        });
    }

    private void tryNext(DemoUsers users, Map<Integer, UserId> ids, int example) {
        DemoUsers.User user = users.user(example);
        String onUsers = services.toUsers();
        Stream<String> forAccount = Stream.of(
                        "list --paid-state paid -m can_create_private_game=true",
                        "show \"%s\"".formatted(user.raceName()),
                        "sanction \"%s\" game_join_block --for 7d --reason griefing --dry-run"
                                .formatted(user.raceName()))
                .map(command -> "users " + command + onUsers);
        Stream<String> forProfile = Optional.ofNullable(ids.get(example)).stream()
                .flatMap(id -> Stream.of(
                        "connections contacts list " + id + services.toConnections(),
                        "connections links list " + id + services.toConnections(),
                        "sessions list " + id + services.toAuth()));
        out().println();
        out().println("Try next:");
        Stream.concat(forAccount, forProfile).forEach(command -> out().println("  ./galaxy " + command));
        out().println("Or sign in to the pages as this user; the code is in the outbox:");
        List.of("outbox --to " + user.email().value() + services.toOutbox())
                .forEach(command -> out().println("  ./galaxy " + command));
    }
}
