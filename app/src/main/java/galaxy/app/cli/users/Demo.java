package galaxy.app.cli.users;

import galaxy.app.cli.ExitException;
import galaxy.app.cli.Progress;
import galaxy.app.cli.ProgressOption;
import galaxy.app.cli.Table;
import galaxy.client.ClientException;
import galaxy.client.ErrorResponseException;
import galaxy.client.Outcome;
import galaxy.client.ServiceError;
import galaxy.client.users.Account;
import galaxy.client.users.Delivery;
import galaxy.client.users.EnsureResult;
import galaxy.client.users.EntitlementPeriod;
import galaxy.client.users.Reason;
import galaxy.client.users.Refusal;
import galaxy.client.users.UserCommand;
import galaxy.client.users.UsersClient;
import galaxy.contracts.ErrorCode;
import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code galaxy demo}. */
@Command(
        name = "demo",
        description = {
            "Fills a running service with realistic users: names, plans, sanctions, limits, countries, blocks.",
            "The same seed makes the same users; another run adds only those that are missing."
        })
public final class Demo extends UsersServiceCommand {
    private static final int WORKERS = 8;
    private static final Actor ACTOR = Actor.of("service", "demo");

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

    private final Map<String, Integer> made = new ConcurrentHashMap<>();

    @Override
    int run(UsersClient client) {
        ExitException.inRange("--count", count, 1, 1_000_000);
        DemoUsers users = new DemoUsers(seed);
        Instant now = InstantSource.system().instant();
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Optional<ClientException>> failure = new AtomicReference<>(Optional.empty());
        try (Progress bar = new Progress(err(), progress.isOn(), OptionalLong.of(count));
                ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int worker = 0; worker < WORKERS; worker++) {
                workers.execute(() -> {
                    for (int i = next.getAndIncrement();
                            i < count && failure.get().isEmpty();
                            i = next.getAndIncrement()) {
                        try {
                            make(client, users.user(i), now);
                        } catch (ClientException e) {
                            failure.compareAndSet(Optional.empty(), Optional.of(e));
                        }
                        bar.at(i + 1L, (i + 1) + " users");
                    }
                });
            }
        }
        failure.get().ifPresent(e -> {
            throw e;
        });
        summarize(users.user(0));
        return 0;
    }

    private void make(UsersClient client, DemoUsers.User user, Instant now) {
        switch (client.ensure(user.email(), user.home().language(), user.home().timeZone())
                .orElseThrow()) {
            case EnsureResult.Created(UserId userId) -> {
                count("users");
                complete(client, userId, user, now);
            }
            case EnsureResult.Existing(UserId userId) -> {
                complete(client, userId, missing(client, userId, user), now);
                count("users that existed");
            }
            case EnsureResult.Blocked _ -> count("users that existed");
        }
    }

    /** What of a user an earlier run did not make: what it made, and has ended since, is not made again. */
    private static DemoUsers.User missing(UsersClient client, UserId userId, DemoUsers.User user) {
        return new DemoUsers.User(
                user.email(),
                user.raceName(),
                user.home(),
                user.hasCountry()
                        && client.find(userId).flatMap(Account::declaredCountry).isEmpty(),
                user.paid().filter(_ -> client.periods(userId).noneMatch(EntitlementPeriod::isPaid)),
                user.sanctioned().filter(_ -> client.sanctions(userId).findAny().isEmpty()),
                user.limited().filter(_ -> client.limits(userId).findAny().isEmpty()),
                false);
    }

    private void complete(UsersClient client, UserId userId, DemoUsers.User user, Instant now) {
        // First, because a sanction may forbid it.
        if (!client.find(userId).map(Account::raceName).equals(Optional.of(user.raceName()))) {
            count(client.rename(userId, user.raceName()), "race names");
        }
        user.paid().ifPresent(paid -> {
            Optional<Instant> end = paid.lasts().map(now::plus);
            var grant =
                    new UserCommand.Grant(paid.plan(), Optional.empty(), end, Source.of("demo"), reason("purchase"));
            count(client.perform(userId, grant, Delivery.once()), paid.plan().value());
        });
        user.sanctioned().ifPresent(sanctioned -> {
            Optional<Instant> end = sanctioned.lasts().map(now::plus);
            var apply = new UserCommand.ApplySanction(
                    sanctioned.code(), Optional.empty(), end, reason(sanctioned.reason()));
            count(client.perform(userId, apply, Delivery.once()), "sanctions");
        });
        user.limited().ifPresent(limited -> {
            var set = new UserCommand.SetLimit(limited.code(), limited.value(), Optional.empty(), reason("event_host"));
            count(client.perform(userId, set, Delivery.once()), "limits of their own");
        });
        if (user.hasCountry()) {
            country(client, userId, user.home().country());
        }
        if (user.isBlocked()) {
            client.block(user.email(), ReasonCode.of("chargeback"), Optional.of(ACTOR));
            count("blocked e-mail addresses");
        }
    }

    /** Only the geo service may set countries; where callers are configured, an administrator may not. */
    private void country(UsersClient client, UserId userId, String country) {
        try {
            count(client.syncCountry(userId, country, Delivery.withoutKey()), "countries");
        } catch (ErrorResponseException e) {
            if (!e.error().code().equals(ErrorCode.PERMISSION_DENIED.code())) {
                throw e;
            }
            count("countries left out (only a caller of the role geo may set them)");
        }
    }

    /** A refusal is not a failure here: the name is taken, or another client changed this user. */
    private void count(Outcome<?, Refusal> outcome, String what) {
        switch (outcome) {
            case Outcome.Done<?, Refusal> _ -> count(what);
            case Outcome.Refused<?, Refusal>(Refusal _, ServiceError error) ->
                count(what + " refused: " + error.code());
        }
    }

    private void count(String what) {
        made.merge(what, 1, Integer::sum);
    }

    private void summarize(DemoUsers.User example) {
        Table table = Table.plain();
        new TreeMap<>(made).forEach((what, number) -> table.row(Integer.toString(number), what));
        table.print(out());
        out().println();
        out().println("Try next:");
        List.of(
                        "list --paid-state paid -m can_create_private_game=true",
                        "show \"%s\"".formatted(example.raceName()),
                        "sanction \"%s\" game_join_block --for 7d --reason griefing --dry-run"
                                .formatted(example.raceName()))
                .forEach(command -> out().println("  ./galaxy users " + command + urlOption()));
    }

    private static Reason reason(String code) {
        return new Reason(ReasonCode.of(code), ACTOR);
    }
}
