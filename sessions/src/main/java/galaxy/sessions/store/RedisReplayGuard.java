package galaxy.sessions.store;

import galaxy.chassis.settings.SettingsException;
import galaxy.kernel.UnavailableException;
import galaxy.sessions.ReplayGuard;
import galaxy.sessions.Session;
import galaxy.sessions.SessionId;
import galaxy.store.Bucket;
import galaxy.store.BucketStore;
import galaxy.store.Redis;
import galaxy.store.SeenRequests;
import galaxy.store.SeenRequests.Arrival;
import galaxy.store.SeenRequests.Keys;
import galaxy.store.SeenRequests.Master;
import galaxy.store.SeenRequests.Reply;
import galaxy.store.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The guard in Redis: each session's requests are in the bucket of its record. */
public final class RedisReplayGuard implements ReplayGuard {
    private static final Logger LOG = LoggerFactory.getLogger(RedisReplayGuard.class);
    private static final Duration PER = Duration.ofMinutes(1);

    /** No session: what is asked for is the time from which requests of the bucket are valid. */
    private static final String NONE = "-";

    private final SeenRequests requests;
    private final InstantSource clock;
    private final AtomicBoolean isWarned = new AtomicBoolean();
    private final boolean mayKeepInMemory;
    private volatile boolean isMemoryOnly;
    private volatile Set<String> prepared = Set.of();

    /** @param perMinute requests of one session */
    public RedisReplayGuard(Redis redis, int perMinute, InstantSource clock) {
        this(redis, perMinute, clock, true);
    }

    /** @param mayKeepInMemory whether what is accepted is kept in memory only, where the server allows it */
    RedisReplayGuard(Redis redis, int perMinute, InstantSource clock, boolean mayKeepInMemory) {
        this.mayKeepInMemory = mayKeepInMemory;
        this.isMemoryOnly = mayKeepInMemory;
        this.requests = new SeenRequests(redis, new SeenRequests.Rules(AHEAD, REMEMBERED, PER, perMinute));
        this.clock = clock;
    }

    @Override
    public Verdict accept(Request request) {
        String record = SessionKeys.session(request.session());
        var keys = new Keys(
                SessionKeys.replayIds(request.session()),
                SessionKeys.replayValidFrom(Bucket.ofId(request.session().value())),
                record);
        var arrival = new Arrival(request.issuedAt(), request.now(), isMemoryOnly);
        return switch (requests.accept(keys, request.id().bytes(), arrival)) {
            case Reply.Accepted(Optional<byte[]> stored) -> new Verdict.Accepted(session(record, stored));
            case Reply.Replayed() -> new Verdict.Replayed();
            case Reply.TooEarly(Instant validFrom) -> new Verdict.TooEarly(validFrom);
            case Reply.TooMany() -> new Verdict.TooMany();
        };
    }

    @Override
    public Optional<Session> find(SessionId id) {
        String record = SessionKeys.session(id);
        return session(record, requests.read(record));
    }

    /** Whether what is accepted stays out of the log and the replicas. */
    public boolean isMemoryOnly() {
        return isMemoryOnly;
    }

    /**
     * Looks at every master, and where one has started or taken over since the last look, sets the time from which requests
     * are valid in each bucket: else the first requests there would set it, and wait for it.
     *
     * @return how far the clock is from those of the masters; zero where it is less than the time of a round trip
     * @throws SettingsException when a master does not say its replication id, without which no guard is safe
     * @throws UnavailableException when one does not answer
     */
    public Duration look() {
        Instant before = clock.instant();
        List<Master> masters = requests.masters();
        Instant after = clock.instant();
        if (masters.stream().anyMatch(master -> master.replicationId().isEmpty())) {
            throw new SettingsException(
                    List.of("redis.uri: Redis does not say its replication id (INFO replication), without which signed"
                            + " requests could be replayed; give one that does"));
        }
        boolean canKeepInMemory = masters.stream().allMatch(Master::canKeepInMemory);
        if (!canKeepInMemory && isWarned.compareAndSet(false, true)) {
            LOG.warn("Redis does not allow redis.set_repl; each signed request adds to its log");
        }
        isMemoryOnly = mayKeepInMemory && canKeepInMemory;
        Set<String> now = masters.stream().map(Master::replicationId).collect(Collectors.toUnmodifiableSet());
        if (!now.equals(prepared)) {
            prepare();
            prepared = now;
        }
        return masters.stream()
                .map(master -> distance(master.time(), before, after))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private void prepare() {
        var arrival = new Arrival(Instant.EPOCH, clock.instant(), isMemoryOnly);
        for (Bucket bucket : Bucket.all()) {
            String ids = SessionKeys.replayIds(bucket, NONE);
            requests.accept(new Keys(ids, SessionKeys.replayValidFrom(bucket), ids), new byte[0], arrival);
        }
    }

    /** From an instant to a time between two others, or to the nearer of them. */
    private static Duration distance(Instant time, Instant before, Instant after) {
        if (time.isBefore(before)) {
            return Duration.between(time, before);
        }
        return time.isAfter(after) ? Duration.between(after, time) : Duration.ZERO;
    }

    private static Optional<Session> session(String key, Optional<byte[]> stored) {
        return BucketStore.versioned(key, stored, SessionFormat.SESSION).map(Versioned::value);
    }
}
