package galaxy.app.cli;

import galaxy.client.Account;
import galaxy.client.ClientException;
import galaxy.client.Delivery;
import galaxy.client.Ensured;
import galaxy.client.ErrorAnswerException;
import galaxy.client.Outcome;
import galaxy.client.ServiceError;
import galaxy.client.UserCommand;
import galaxy.client.UsersClient;
import galaxy.client.Why;
import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.time.InstantSource;
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

/** Fills a service with users to look at. */
@Command(
        name = "demo",
        description = {
            "Fills a running service with believable users: names, plans, sanctions, limits, countries, blocks.",
            "The same seed makes the same users; running it again adds only those that are missing."
        })
public final class Demo extends RemoteCommand {
    private static final int WORKERS = 8;
    private static final Actor ACTOR = Actor.of("service", "demo");

    @Option(names = "--count", paramLabel = "N", defaultValue = "200", description = "How many users. Default: 200.")
    private int count = 200;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "42", description = "What makes them up. Default: 42.")
    private long seed = 42;

    @Mixin
    private ProgressOption progress = new ProgressOption();

    private final Map<String, Integer> made = new ConcurrentHashMap<>();

    @Override
    int run(UsersClient client) {
        if (count < 1) {
            throw new ExitException(ExitException.USAGE, "--count must be 1 or more");
        }
        DemoGalaxy galaxy = new DemoGalaxy(seed);
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
                            make(client, galaxy.pilot(i), now);
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
        tell(galaxy.pilot(0));
        return 0;
    }

    private void make(UsersClient client, DemoGalaxy.Pilot pilot, Instant now) {
        switch (client.ensure(
                pilot.email(), pilot.home().language(), pilot.home().timeZone())) {
            case Ensured.Created(UserId userId) -> {
                count("users");
                befall(client, userId, pilot, now);
            }
            case Ensured.Existing(UserId userId) -> {
                // The name comes last, so that a user who has it has everything.
                if (!client.find(userId).map(Account::raceName).equals(Optional.of(pilot.raceName()))) {
                    befall(client, userId, pilot, now);
                }
                count("users that were there before");
            }
            case Ensured.Blocked _ -> count("users that were there before");
        }
    }

    private void befall(UsersClient client, UserId userId, DemoGalaxy.Pilot pilot, Instant now) {
        pilot.paid().ifPresent(paid -> {
            Optional<Instant> end = paid.lasts().map(now::plus);
            var grant = new UserCommand.Grant(paid.plan(), Optional.empty(), end, Source.of("demo"), why("purchase"));
            note(client.perform(userId, grant, Delivery.once()), paid.plan().value());
        });
        pilot.punished().ifPresent(punished -> {
            Optional<Instant> end = punished.lasts().map(now::plus);
            var apply = new UserCommand.ApplySanction(punished.code(), Optional.empty(), end, why(punished.reason()));
            note(client.perform(userId, apply, Delivery.once()), "sanctions");
        });
        pilot.limited().ifPresent(limited -> {
            var set = new UserCommand.SetLimit(limited.code(), limited.value(), Optional.empty(), why("event_host"));
            note(client.perform(userId, set, Delivery.once()), "limits of their own");
        });
        if (pilot.hasCountry()) {
            country(client, userId, pilot.home().country());
        }
        note(client.rename(userId, pilot.raceName()), "race names");
        if (pilot.isBlocked()) {
            client.block(pilot.email(), ReasonCode.of("chargeback"), Optional.of(ACTOR));
            count("blocked e-mail addresses");
        }
    }

    /** Countries are for the geo service alone; where callers are configured, an administrator goes without. */
    private void country(UsersClient client, UserId userId, String country) {
        try {
            note(client.syncCountry(userId, country), "countries");
        } catch (ErrorAnswerException e) {
            if (!(e.error() instanceof ServiceError.PermissionDenied)) {
                throw e;
            }
            count("countries left out (only a caller of the role geo may set them)");
        }
    }

    /** A refusal is no failure here: the name is taken, or somebody else was at this user. */
    private void note(Outcome<?> outcome, String what) {
        switch (outcome) {
            case Outcome.Done<?> _ -> count(what);
            case Outcome.Refused<?>(ServiceError.Refusal refusal) -> count(what + " refused: " + refusal.code());
        }
    }

    private void count(String what) {
        made.merge(what, 1, Integer::sum);
    }

    private void tell(DemoGalaxy.Pilot example) {
        Table table = Table.plain();
        new TreeMap<>(made).forEach((what, number) -> table.row(Integer.toString(number), what));
        table.print(out());
        out().println();
        out().println("Try next:");
        out().println("  ./galaxy users list --paid-state paid -m can_create_private_game=true");
        out().printf("  ./galaxy users show \"%s\"%n", example.raceName());
        out().printf(
                        "  ./galaxy users sanction \"%s\" game_join_block --for 7d --reason griefing --dry-run%n",
                        example.raceName());
    }

    private static Why why(String reason) {
        return new Why(ReasonCode.of(reason), ACTOR);
    }
}
