package galaxy.gateway.stream;

import galaxy.kernel.Actor;
import galaxy.kernel.RandomId;
import galaxy.kernel.UserId;
import galaxy.sessions.Credential;
import galaxy.sessions.Session;
import galaxy.sessions.SessionId;
import galaxy.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Streams over events and records in memory, with a clock that tests move. */
final class World implements AutoCloseable {
    final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
    final MemoryEvents events = new MemoryEvents();
    final Map<SessionId, Session> records = new ConcurrentHashMap<>();
    final Random random = new Random(7);
    final List<Subscriptions> gateways = new ArrayList<>();

    Subscriptions gateway(Subscriptions.Limits limits) {
        var ports = new Subscriptions.Ports(
                events, id -> Optional.ofNullable(records.get(id)), clock, new Random(1), failure -> {});
        var gateway = new Subscriptions(ports, limits);
        gateways.add(gateway);
        gateway.start();
        return gateway;
    }

    Subscriptions gateway() {
        return gateway(Subscriptions.Limits.of(10_000));
    }

    static UserId user(int number) {
        return UserId.of("usr_%026d".formatted(number));
    }

    /** A new session of a player, which lasts 30 days without use and 180 days at most. */
    SessionId session(UserId userId) {
        return session(userId, Duration.ofDays(30), Duration.ofDays(180));
    }

    SessionId session(UserId userId, Duration idle, Duration most) {
        byte[] drawn = new byte[RandomId.BYTES];
        random.nextBytes(drawn);
        SessionId id = SessionId.of(RandomId.of(SessionId.PREFIX, drawn));
        Instant now = clock.instant();
        records.put(
                id,
                new Session(
                        userId,
                        new Credential(Credential.ED25519, "A".repeat(43)),
                        Optional.empty(),
                        now,
                        Optional.empty(),
                        now,
                        Optional.empty(),
                        now.plus(idle),
                        now.plus(most),
                        Optional.empty()));
        return id;
    }

    /** Writes that a session was revoked. */
    void revoke(SessionId id, String reason) {
        records.computeIfPresent(
                id,
                (same, session) -> session.with(new Session.Ended(
                        clock.instant(), Session.Ended.REVOKED, reason, new Actor("user", Optional.empty()))));
    }

    Device follow(Subscriptions gateway, SessionId id, String after) {
        return new Device(gateway, new Subscriber(id, records.get(id), after));
    }

    Device follow(Subscriptions gateway, SessionId id) {
        return follow(gateway, id, "");
    }

    /** A new session of a player, that follows. */
    Device follow(Subscriptions gateway, UserId userId) {
        return follow(gateway, session(userId));
    }

    @Override
    public void close() {
        gateways.forEach(Subscriptions::close);
    }
}
