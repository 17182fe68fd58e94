package galaxy.bench;

import galaxy.kernel.Actor;
import galaxy.kernel.Cause;
import galaxy.kernel.CountryCode;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.LanguageTag;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Secret;
import galaxy.kernel.Source;
import galaxy.kernel.UserId;
import galaxy.store.OpenStore;
import galaxy.store.ServiceStore;
import galaxy.store.StoreSettings;
import galaxy.store.StoreWork;
import galaxy.users.account.Accounts;
import galaxy.users.account.Command;
import galaxy.users.account.LimitCode;
import galaxy.users.account.LimitValue;
import galaxy.users.account.Plan;
import galaxy.users.account.RequestContext;
import galaxy.users.account.SanctionCode;
import galaxy.users.account.TimeZoneName;
import galaxy.users.entitlement.GrantPaid;
import galaxy.users.limit.LimitCatalogue;
import galaxy.users.limit.SetLimit;
import galaxy.users.profile.SyncCountry;
import galaxy.users.racename.GeneratedRaceName;
import galaxy.users.racename.RaceNamePolicy;
import galaxy.users.racename.SkeletonPolicy;
import galaxy.users.registration.Registrations;
import galaxy.users.sanction.ApplySanction;
import galaxy.users.store.UsersStore;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Users for a measurement, created by the classes of the service, so that every record is what the service would write. */
enum Population {
    /** New users. */
    FRESH,
    /**
     * One in five pays, most of them for a time that ends within a year. Each sanction and two limits apply to one in ten,
     * half of them for thirty days. Half have a country, one of two.
     */
    VARIED;

    private static final int AT_ONCE = 64;
    private static final int REPORT = 20_000;
    private static final Actor ACTOR = new Actor("admin", Optional.of("bench"));
    private static final ReasonCode REASON = ReasonCode.of("bench");
    private static final RequestContext REQUEST = new RequestContext(
            Optional.empty(),
            false,
            new Cause("admin", Optional.empty(), Optional.of("0123456789abcdef"), Optional.empty()));

    /** The address of the user of this number. */
    static String email(int number) {
        return "pilot-%07d@bench.example.com".formatted(number);
    }

    /** The store on a Redis. */
    static OpenStore open(String redisUri) {
        var settings = new StoreSettings(
                Optional.of(Secret.of(redisUri)),
                Optional.empty(),
                Duration.ofSeconds(20),
                2,
                0,
                Path.of("."),
                1_000_000);
        return OpenStore.open(settings, new PrometheusRegistry());
    }

    /** The users' part of a store. */
    static UsersStore users(OpenStore open, RaceNamePolicy policy) {
        return users(open, LimitCatalogue.standard(), policy);
    }

    static UsersStore users(OpenStore open, LimitCatalogue limits, RaceNamePolicy policy) {
        return new UsersStore(
                new ServiceStore(
                        open.shared(),
                        UsersStore.SPACE,
                        InstantSource.system(),
                        new SecureRandom(),
                        UsersStore.rules(limits)),
                limits,
                policy);
    }

    /** Creates the users of these numbers, and returns their ids. */
    List<String> fill(String redisUri, int from, int size) throws InterruptedException {
        SecureRandom random = new SecureRandom();
        SkeletonPolicy policy = new SkeletonPolicy();
        InstantSource clock = InstantSource.system();
        try (OpenStore open = open(redisUri)) {
            UsersStore store = users(open, policy);
            Registrations registrations =
                    new Registrations(store.subjects(), store.accounts(), policy, new GeneratedRaceName(random), clock);
            Accounts accounts = new Accounts(store.accounts(), policy, clock, (userId, repair) -> repair.run());
            try (StoreWork work = store.work(accounts, email -> {})) {
                work.start();
                return fill(from, from + size, registrations, accounts);
            }
        }
    }

    private List<String> fill(int from, int end, Registrations registrations, Accounts accounts)
            throws InterruptedException {
        AtomicInteger next = new AtomicInteger(from);
        List<Future<List<String>>> creators = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < AT_ONCE; i++) {
                creators.add(threads.submit(() -> {
                    List<String> ids = new ArrayList<>();
                    for (int number = next.getAndIncrement(); number < end; number = next.getAndIncrement()) {
                        ids.add(create(number, registrations, accounts));
                        if (number > from && number % REPORT == 0) {
                            Report.progress("%,d of %,d users".formatted(number, end));
                        }
                    }
                    return ids;
                }));
            }
        }
        List<String> ids = new ArrayList<>();
        for (Future<List<String>> creator : creators) {
            try {
                ids.addAll(creator.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("users cannot be created", e.getCause());
            }
        }
        return ids;
    }

    private String create(int number, Registrations registrations, Accounts accounts) {
        UserId userId = ((Registrations.Standing.Existing) registrations
                        .ensure(
                                EmailAddress.of(email(number)),
                                LanguageTag.of("en"),
                                TimeZoneName.of("Europe/Berlin"),
                                REQUEST.cause())
                        .standing())
                .userId();
        if (this == VARIED) {
            traits(new SplittableRandom(number)).forEach(command -> accounts.perform(userId, command, REQUEST));
        }
        return userId.value();
    }

    private static Stream<Command> traits(SplittableRandom random) {
        Instant now = Instant.now();
        List<Command> commands = new ArrayList<>();
        if (oneIn(random, 5)) {
            boolean isForLife = oneIn(random, 4);
            commands.add(new GrantPaid(
                    isForLife ? Plan.PAID_LIFETIME : Plan.PAID_YEARLY,
                    Optional.empty(),
                    isForLife
                            ? Optional.empty()
                            : Optional.of(now.plus(Duration.ofMinutes(random.nextInt(60, 365 * 24 * 60)))),
                    Source.of("admin"),
                    REASON,
                    ACTOR));
        }
        for (SanctionCode code : SanctionCode.values()) {
            if (oneIn(random, 10)) {
                commands.add(new ApplySanction(code, Optional.empty(), maybeAMonth(random, now), REASON, ACTOR));
            }
        }
        for (LimitCode code : List.of(LimitCode.MAX_OWNED_PRIVATE_GAMES, LimitCode.MAX_ACTIVE_GAME_MEMBERSHIPS)) {
            if (oneIn(random, 10)) {
                LimitValue value = new LimitValue(code.equals(LimitCode.MAX_OWNED_PRIVATE_GAMES) ? 5 : 0);
                commands.add(new SetLimit(code, value, maybeAMonth(random, now), REASON, ACTOR));
            }
        }
        if (oneIn(random, 2)) {
            commands.add(new SyncCountry(CountryCode.of(oneIn(random, 2) ? "DE" : "FR")));
        }
        return commands.stream();
    }

    private static Optional<Instant> maybeAMonth(SplittableRandom random, Instant now) {
        return oneIn(random, 2) ? Optional.of(now.plus(Duration.ofDays(30))) : Optional.empty();
    }

    private static boolean oneIn(SplittableRandom random, int many) {
        return random.nextInt(many) == 0;
    }
}
