package galaxy.auth.memory;

import galaxy.auth.mail.MemoryMails;
import galaxy.auth.memory.Numbered.Entry;
import galaxy.auth.session.SessionStore;
import galaxy.auth.session.UserSessions;
import galaxy.kernel.Page;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import galaxy.sessions.Session;
import galaxy.sessions.SessionId;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Sessions in memory. They are kept for ever, and nothing announces their changes. */
public final class MemorySessions implements SessionStore {
    private static final int AT_ONCE = 2;

    private final Numbered<UserId, UserSessions> users = new Numbered<>();
    private final Numbered<SessionId, Session> sessions = new Numbered<>();
    private final Map<UserId, Instant> due = new HashMap<>();
    private final MemoryMails mails;
    private volatile Runnable beforeFind = () -> {};

    public MemorySessions(MemoryMails mails) {
        this.mails = mails;
    }

    /** What happens from now on before a session is found. */
    public void beforeFind(Runnable event) {
        beforeFind = event;
    }

    private record Seen(UserId userId, Optional<Entry<UserSessions>> record, Map<SessionId, Entry<Session>> known)
            implements Snapshot {
        @Override
        public UserSessions sessions() {
            return record.map(Entry::value).orElse(UserSessions.NONE);
        }

        @Override
        public Map<SessionId, Session> records() {
            Map<SessionId, Session> records = new LinkedHashMap<>();
            known.forEach((id, entry) -> records.put(id, entry.value()));
            return records;
        }
    }

    private record FoundSession(SessionId id, Entry<Session> entry) implements Found {
        @Override
        public Session session() {
            return entry.value();
        }
    }

    @Override
    public synchronized Snapshot read(UserId userId, Optional<SessionId> also) {
        Optional<Entry<UserSessions>> record = users.get(userId);
        Map<SessionId, Entry<Session>> known = new LinkedHashMap<>();
        Stream.concat(record.stream().flatMap(each -> each.value().active().stream()), also.stream())
                .forEach(id -> sessions.get(id).ifPresent(entry -> known.put(id, entry)));
        return new Seen(userId, record, known);
    }

    @Override
    public synchronized WriteResult write(Snapshot snapshot, Write write) {
        Seen seen = (Seen) snapshot;
        boolean isUnchanged = users.is(seen.userId(), seen.record())
                && write.changes().stream()
                        .allMatch(change -> sessions.is(
                                change.id(), Optional.ofNullable(seen.known().get(change.id()))));
        if (!isUnchanged) {
            return WriteResult.CONFLICT;
        }
        users.put(seen.userId(), write.sessions());
        write.changes().forEach(change -> sessions.put(change.id(), change.session()));
        due.remove(seen.userId());
        write.due().ifPresent(end -> due.put(seen.userId(), end));
        write.mail().ifPresent(mails::put);
        return WriteResult.DONE;
    }

    @Override
    public Optional<Found> find(SessionId id) {
        beforeFind.run();
        return sessions.get(id).map(entry -> new FoundSession(id, entry));
    }

    @Override
    public List<Found> findAll(List<SessionId> ids) {
        return ids.stream().flatMap(id -> find(id).stream()).toList();
    }

    @Override
    public synchronized WriteResult use(Found seen, Session next) {
        FoundSession found = (FoundSession) seen;
        if (!sessions.is(found.id(), Optional.of(found.entry()))) {
            return WriteResult.CONFLICT;
        }
        sessions.put(found.id(), next);
        return WriteResult.DONE;
    }

    @Override
    public synchronized Page<UserId, String> users(Optional<String> after) {
        List<Map.Entry<String, UserId>> rest = due.entrySet().stream()
                .map(each -> Map.entry(
                        "%020d %s"
                                .formatted(
                                        each.getValue().toEpochMilli(),
                                        each.getKey().value()),
                        each.getKey()))
                .filter(each -> after.stream().allMatch(last -> each.getKey().compareTo(last) > 0))
                .sorted(Map.Entry.comparingByKey())
                .toList();
        Page<Map.Entry<String, UserId>, String> page = Page.of(rest, AT_ONCE, Map.Entry::getKey);
        return new Page<>(page.items().stream().map(Map.Entry::getValue).toList(), page.next());
    }
}
