package galaxy.geoprofile.memory;

import galaxy.geoprofile.observation.ObservationStore;
import galaxy.geoprofile.observation.Observations;
import galaxy.geoprofile.profile.ApprovalRules;
import galaxy.geoprofile.profile.Outcome;
import galaxy.geoprofile.profile.Profile;
import galaxy.geoprofile.profile.ProfileStore;
import galaxy.geoprofile.profile.Profiles;
import galaxy.geoprofile.profile.Proposals;
import galaxy.geoprofile.profile.Propose;
import galaxy.geoprofile.profile.Request;
import galaxy.geoprofile.profile.RequestKey;
import galaxy.geoprofile.profile.Review;
import galaxy.geoprofile.profile.Review.Verdict;
import galaxy.geoprofile.sync.SyncReport;
import galaxy.geoprofile.sync.SyncSchedule;
import galaxy.geoprofile.sync.Synchronisation;
import galaxy.geoprofile.version.CountryVersion;
import galaxy.geoprofile.version.VersionSource;
import galaxy.kernel.Actor;
import galaxy.kernel.Cause;
import galaxy.kernel.CountryCode;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import galaxy.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The service without listeners, over any store, with users in memory and a clock that a test moves. */
public final class World implements SyncReport {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    public static final UserId PILOT = UserId.of("usr_0123456789abcdefghjkmnpqrs");
    public static final CountryCode DE = CountryCode.of("DE");
    public static final CountryCode FR = CountryCode.of("FR");
    public static final CountryCode NL = CountryCode.of("NL");
    public static final Actor OPS = Actor.of("admin", "ops-7");
    public static final ReasonCode MOVED = ReasonCode.of("moved");
    public static final Cause CAUSE =
            new Cause("self_service", Optional.of("web"), Optional.of("request-1"), Optional.empty());
    public static final Duration COOL_DOWN = Duration.ofDays(90);

    public final SettableClock clock;
    public final KnownUsers users;
    public final List<String> reports = new ArrayList<>();
    private final ProfileStore store;
    private final ObservationStore observations;
    public final Synchronisation synchronisation;
    public final Profiles profiles;
    public final Proposals proposals;

    /** One instance of the service; others may share store, users and clock. */
    public World(
            ProfileStore store,
            ObservationStore observations,
            KnownUsers users,
            SettableClock clock,
            ApprovalRules rules) {
        this.store = store;
        this.observations = observations;
        this.users = users;
        this.clock = clock;
        this.synchronisation = new Synchronisation(store, users, new SyncSchedule(new Random(1)), this, clock);
        this.profiles = new Profiles(store, synchronisation::advance, clock);
        this.proposals = new Proposals(profiles, rules, observations, users::exists, clock);
        users.add(PILOT);
    }

    /** In memory. */
    public static World over(MemoryProfiles store, boolean approvesFirst) {
        return new World(
                store,
                store.observations(),
                new KnownUsers(),
                SettableClock.at(NOON),
                new ApprovalRules(approvesFirst, COOL_DOWN));
    }

    public static Actor pilot() {
        return Actor.of("user", PILOT.value());
    }

    public static Request request() {
        return new Request(Optional.empty(), CAUSE);
    }

    public static Request request(String key, String fingerprint) {
        return new Request(Optional.of(new RequestKey("web", IdempotencyKey.of(key), fingerprint)), CAUSE);
    }

    public Outcome propose(CountryCode country, VersionSource source) {
        return propose(country, source, request());
    }

    public Outcome propose(CountryCode country, VersionSource source, Request request) {
        Actor actor = source.equals(VersionSource.USER) ? pilot() : OPS;
        return proposals.propose(PILOT, new Propose(country, source, MOVED, actor), request);
    }

    public Outcome decide(int number, Verdict verdict) {
        return profiles.review(PILOT, new Review(number, verdict, ReasonCode.of("checked"), OPS), request());
    }

    /** The version that a command was about. */
    public static CountryVersion done(Outcome outcome) {
        if (outcome instanceof Outcome.Done(CountryVersion version)) {
            return version;
        }
        throw new AssertionError("refused: " + outcome);
    }

    /** An administrator sets a country, and users take it. */
    public CountryVersion set(CountryCode country) {
        return done(propose(country, VersionSource.ADMIN));
    }

    public Profile profile() {
        return profiles.find(PILOT);
    }

    public Optional<CountryCode> effective() {
        return profile().effective().map(CountryVersion::country);
    }

    /** The user was seen once a day, up to today. */
    public void observe(CountryCode country, int days) {
        for (int i = 0; i < days; i++) {
            ObservationStore.Snapshot seen = observations.read(PILOT);
            List<Observations.Count> counts =
                    new ArrayList<>(seen.observations().counts());
            counts.add(
                    new Observations.Count(Observations.dayOf(clock.instant()).minusDays(i), country, 1));
            if (observations.write(seen, new Observations(counts)) != WriteResult.DONE) {
                throw new AssertionError("not written");
            }
        }
    }

    /** What the follower does with the events that users have published. */
    public void follow() {
        users.takeEvents().forEach(event -> synchronisation.changed(event.userId(), event.requestId()));
    }

    /** Sweeps and follows until nothing is left to do, while time passes. */
    public void settle() {
        for (int i = 0; i < 20; i++) {
            follow();
            synchronisation.sweep(PILOT);
            clock.advance(Duration.ofMinutes(6));
        }
    }

    public ProfileStore store() {
        return store;
    }

    @Override
    public void sent(String outcome, Duration took) {
        reports.add(outcome);
    }

    @Override
    public void drift() {
        reports.add("drift");
    }

    @Override
    public void lostEvents() {
        reports.add("lost events");
    }

    @Override
    public void unreadableEvent(String problem) {
        reports.add(problem);
    }
}
