package galaxy.auth.store;

import galaxy.auth.session.SessionStore;
import galaxy.auth.session.UserSessions;
import galaxy.chassis.json.JsonFields;
import galaxy.contracts.EventType;
import galaxy.kernel.Page;
import galaxy.kernel.Rfc3339;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import galaxy.sessions.Session;
import galaxy.sessions.SessionId;
import galaxy.sessions.store.SessionFormat;
import galaxy.sessions.store.SessionKeys;
import galaxy.store.BucketStore;
import galaxy.store.Commit;
import galaxy.store.EventFactory;
import galaxy.store.LinkedRead;
import galaxy.store.ServiceStore;
import galaxy.store.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Sessions in the bucket store, each in one bucket with the record of which sessions its user has. */
final class RedisSessions implements SessionStore {
    private static final Duration KEPT = Duration.ofDays(30);

    private final BucketStore store;
    private final LinkedRead<UserSessions> withActive;
    private final EventFactory events;
    private final RedisMails mails;
    private final SessionUsers users;

    RedisSessions(ServiceStore store, RedisMails mails) {
        this.mails = mails;
        this.store = store.records();
        this.withActive = new LinkedRead<>(
                this.store,
                UserSessionsFormat.SESSIONS,
                "active",
                "session",
                sessions -> sessions.active().stream().map(SessionId::value).toList());
        this.events = store.events();
        this.users = new SessionUsers(store.redis());
    }

    private record Seen(
            UserId userId, Optional<Versioned<UserSessions>> record, Map<SessionId, Versioned<Session>> known)
            implements Snapshot {
        @Override
        public UserSessions sessions() {
            return record.map(Versioned::value).orElse(UserSessions.NONE);
        }

        @Override
        public Map<SessionId, Session> records() {
            Map<SessionId, Session> records = new LinkedHashMap<>();
            known.forEach((id, session) -> records.put(id, session.value()));
            return records;
        }
    }

    private record FoundSession(SessionId id, Versioned<Session> record) implements Found {
        @Override
        public Session session() {
            return record.value();
        }
    }

    @Override
    public Snapshot read(UserId userId, Optional<SessionId> also) {
        String[] more = also.stream().map(SessionKeys::session).toArray(String[]::new);
        var found = withActive.read(SessionKeys.bucket(userId), AuthKeys.sessions(userId), more);
        List<SessionId> active =
                found.record().map(known -> known.value().active()).orElse(List.of());
        Map<SessionId, Versioned<Session>> known = new LinkedHashMap<>();
        Stream.concat(active.stream(), also.stream())
                .distinct()
                .forEach(id -> readable(id, Optional.ofNullable(found.others().get(SessionKeys.session(id))))
                        .ifPresent(record -> known.put(id, record)));
        return new Seen(userId, found.record(), known);
    }

    private List<FoundSession> readAll(List<SessionId> ids) {
        String[] keys = ids.stream().map(SessionKeys::session).toArray(String[]::new);
        List<Optional<byte[]>> stored = store.readTogether(keys);
        List<FoundSession> found = new ArrayList<>(ids.size());
        for (int i = 0; i < keys.length; i++) {
            SessionId id = ids.get(i);
            readable(id, stored.get(i)).ifPresent(record -> found.add(new FoundSession(id, record)));
        }
        return found;
    }

    /** One that is broken is of no use, and left out: the others of its user are shown and ended as ever. */
    private Optional<Versioned<Session>> readable(SessionId id, Optional<byte[]> stored) {
        return store.readable(SessionKeys.session(id), stored, SessionFormat.SESSION);
    }

    @Override
    public WriteResult write(Snapshot snapshot, Write write) {
        Seen seen = (Seen) snapshot;
        Commit commit = store.commit(SessionKeys.bucket(seen.userId()));
        for (Change change : write.changes()) {
            put(commit, change.id(), Optional.ofNullable(seen.known().get(change.id())), change.session(), write.at());
        }
        putUser(commit, seen, write);
        commit.due(seen.userId().value(), write.due());
        write.mail().ifPresent(mail -> mails.add(commit, mail));
        long sequence = seen.record().map(known -> known.version().number()).orElse(0L) + 1;
        List<EventFactory.Changed> changes = write.changes().stream()
                .map(change -> event(seen.userId(), change, write.at()))
                .toList();
        events.events(changes, write.at(), sequence).forEach(commit::emit);
        return store.send(commit);
    }

    private static void put(Commit commit, SessionId id, Optional<Versioned<Session>> seen, Session next, Instant now) {
        String key = SessionKeys.session(id);
        if (next.ended().isEmpty()) {
            commit.putOver(key, seen, SessionFormat.SESSION, next);
        } else {
            commit.leaseOver(
                    key,
                    seen,
                    SessionFormat.SESSION,
                    next,
                    left(next.ended().get().at(), now));
        }
    }

    private static void putUser(Commit commit, Seen seen, Write write) {
        String key = AuthKeys.sessions(seen.userId());
        UserSessions next = write.sessions();
        if (!next.active().isEmpty()) {
            commit.putOver(key, seen.record(), UserSessionsFormat.SESSIONS, next);
            return;
        }
        Instant last = Stream.concat(next.lastEnd().stream(), next.blockedAt().stream())
                .max(Instant::compareTo)
                .orElse(write.at());
        commit.leaseOver(key, seen.record(), UserSessionsFormat.SESSIONS, next, left(last, write.at()));
    }

    /** 30 days from an end, which may have been some time ago. */
    private static Duration left(Instant end, Instant now) {
        Duration left = Duration.between(now, end.plus(KEPT));
        return left.isPositive() ? left : Duration.ofMillis(1);
    }

    private static EventFactory.Changed event(UserId userId, Change change, Instant now) {
        return new EventFactory.Changed(
                EventType.AUTH_SESSION_CHANGED.code(),
                change.operation().code(),
                userId.value(),
                change.actor(),
                change.cause(),
                fields -> fields.object("session", inner -> session(inner, change.id(), change.session(), now)));
    }

    private static void session(JsonFields fields, SessionId id, Session session, Instant now) {
        fields.string("device_session_id", id.value())
                .string("credential_kind", session.credential().kind())
                .string("status", session.status(now).code())
                .string("created_at", Rfc3339.format(session.createdAt()))
                .string("expires_at", Rfc3339.format(session.endsAt()))
                .time("ended_at", session.ended().map(Session.Ended::at))
                .string("end_reason_code", session.ended().map(Session.Ended::reason));
    }

    @Override
    public Optional<Found> find(SessionId id) {
        return store.read(SessionKeys.session(id), SessionFormat.SESSION).map(record -> new FoundSession(id, record));
    }

    @Override
    public List<Found> findAll(List<SessionId> ids) {
        return List.copyOf(readAll(ids));
    }

    @Override
    public WriteResult use(Found seen, Session next) {
        FoundSession found = (FoundSession) seen;
        return store.send(store.commit(SessionKeys.bucket(next.userId()))
                .replace(SessionKeys.session(found.id()), found.record(), SessionFormat.SESSION, next));
    }

    @Override
    public Page<UserId, String> users(Optional<String> after) {
        return users.page(after);
    }
}
