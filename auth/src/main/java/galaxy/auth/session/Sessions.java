package galaxy.auth.session;

import galaxy.auth.session.SessionStore.Change;
import galaxy.auth.session.SessionStore.Found;
import galaxy.auth.session.SessionStore.Snapshot;
import galaxy.auth.session.SessionStore.Write;
import galaxy.kernel.Turns;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import galaxy.sessions.Session;
import galaxy.sessions.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows and ends sessions. What was ended keeps its first end. */
public final class Sessions {
    /** How long an ended one is shown. */
    private static final Duration SHOWN = Duration.ofDays(30);

    private static final Comparator<Shown> NEWEST_FIRST = Comparator.comparing(
                    (Shown shown) -> shown.session().createdAt())
            .thenComparing(shown -> shown.id().value())
            .reversed();

    private final SessionStore store;
    private final SessionReport report;
    private final InstantSource clock;
    private final Turns turns = new Turns();

    public Sessions(SessionStore store, SessionReport report, InstantSource clock) {
        this.store = store;
        this.report = report;
        this.clock = clock;
    }

    /** A session at an instant. */
    public record Shown(SessionId id, Session session, Instant now) {}

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    public Optional<Shown> find(SessionId id) {
        return store.find(id).map(found -> new Shown(id, found.session(), now()));
    }

    /** The active sessions of a user, newest first; with {@code all} also the last that ended within 30 days. */
    public List<Shown> of(UserId userId, boolean all) {
        Instant now = now();
        Snapshot seen = store.read(userId, Optional.empty());
        Map<SessionId, Session> known = new HashMap<>(seen.records());
        if (all) {
            store.findAll(seen.sessions().ended().stream()
                            .map(UserSessions.Ended::id)
                            .toList())
                    .forEach(found -> known.put(found.id(), found.session()));
        }
        return shown(known, all, now);
    }

    /** Those that have ended with time count among the ended also while that is not written down. */
    static List<Shown> shown(Map<SessionId, Session> known, boolean all, Instant now) {
        List<Shown> active = new ArrayList<>();
        List<Shown> ended = new ArrayList<>();
        known.forEach((id, session) -> {
            Shown shown = new Shown(id, session, now);
            session.endedBy(now)
                    .ifPresentOrElse(
                            end -> {
                                if (all && now.isBefore(end.at().plus(SHOWN))) {
                                    ended.add(shown);
                                }
                            },
                            () -> active.add(shown));
        });
        Comparator<Shown> byEnd = Comparator.comparing(
                shown -> shown.session().endedBy(now).orElseThrow().at());
        return Stream.concat(
                        active.stream(), ended.stream().sorted(byEnd.reversed()).limit(UserSessions.MOST_ENDED))
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /**
     * Ends a session.
     *
     * @param owner whose it has to be
     * @return the session afterwards; empty for one that is not there or has another owner
     */
    public Optional<Shown> revoke(SessionId id, Optional<UserId> owner, EndSessions end) {
        Optional<Found> found = store.find(id)
                .filter(known -> owner.stream().allMatch(known.session().userId()::equals));
        if (found.isEmpty() || !found.get().session().isActive(now())) {
            return found.map(known -> new Shown(id, known.session(), now()));
        }
        UserId userId = found.get().session().userId();
        turns.retry(userId, "the sessions of a user", writes -> {
            Snapshot seen = store.read(userId, Optional.empty());
            return write(seen, end.of(seen, each -> each.getKey().equals(id), now()));
        });
        return find(id);
    }

    /**
     * Ends the sessions of a user in one commit.
     *
     * @param except one that stays
     * @return how many this has ended
     */
    public int revokeAll(UserId userId, Optional<SessionId> except, EndSessions end) {
        return turns.retry(userId, "the sessions of a user", writes -> {
            Snapshot seen = store.read(userId, Optional.empty());
            return write(seen, end.of(seen, each -> except.stream().noneMatch(each.getKey()::equals), now()));
        });
    }

    /** Writes down what has ended with time. */
    public void sweep(UserId userId) {
        turns.retry(userId, "the sessions of a user", writes -> {
            Snapshot seen = store.read(userId, Optional.empty());
            Instant now = now();
            List<Change> expired = EndSessions.expired(seen, now);
            return write(
                    seen,
                    Optional.of(new Write(
                            seen.sessions().ended(EndSessions.ends(expired)),
                            expired,
                            EndSessions.nextEnd(seen, expired),
                            Optional.empty(),
                            now)));
        });
    }

    /** How many were revoked; empty when another writer was faster. */
    Optional<Integer> write(Snapshot seen, Optional<Write> write) {
        if (write.isEmpty()) {
            return Optional.of(0);
        }
        WriteResult written = store.write(seen, write.get());
        if (written == WriteResult.DONE) {
            write.get().changes().forEach(this::reported);
        }
        return written.ifDone(EndSessions.count(write.get()));
    }

    private void reported(Change change) {
        change.session()
                .ended()
                .ifPresentOrElse(
                        end -> report.ended(end.cause()),
                        () -> report.created(change.session().credential().kind()));
    }

    Turns turns() {
        return turns;
    }
}
