package galaxy.auth.session;

import galaxy.auth.session.SessionStore.Found;
import galaxy.kernel.CountryCode;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import galaxy.sessions.Session;
import galaxy.sessions.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway and the pages report of the use of sessions. The work is done after the response; reports that come while too
 * much waits are dropped, as the next one says the same.
 */
public final class SessionUses {
    private static final Duration WRITTEN_AFTER = Duration.ofMinutes(10);
    private static final Duration ASKED_AFTER = Duration.ofMinutes(1);
    private static final int WAITING = 100;
    private static final int MOST_ASKED = 100_000;

    private final SessionStore store;
    private final Sessions sessions;
    private final BlockedUsers blocked;
    private final Duration idle;
    private final Failures failures;
    private final Semaphore room = new Semaphore(WAITING);
    private final Map<UserId, Instant> asked = new ConcurrentHashMap<>();

    /** Gets work that failed, or was dropped, after the response. */
    public interface Failures {
        void failed(RuntimeException failure);

        /** So many uses were dropped, as too many reports wait. */
        void dropped(int uses);
    }

    /** @param idle how long a session lasts without use */
    public SessionUses(SessionStore store, Sessions sessions, BlockedUsers blocked, Duration idle, Failures failures) {
        this.store = store;
        this.sessions = sessions;
        this.blocked = blocked;
        this.idle = idle;
        this.failures = failures;
    }

    /** One use. */
    public record Use(SessionId id, Instant at, Optional<CountryCode> country) {}

    /** Takes a report; returns before its work is done. */
    public void report(List<Use> uses) {
        if (uses.isEmpty()) {
            return;
        }
        if (!room.tryAcquire()) {
            failures.dropped(uses.size());
            return;
        }
        Thread.ofVirtual().name("auth-uses").start(() -> {
            try {
                uses.forEach(this::used);
            } finally {
                room.release();
            }
        });
    }

    private void used(Use use) {
        try {
            apply(use);
        } catch (RuntimeException e) {
            failures.failed(e);
        }
    }

    void apply(Use use) {
        Instant now = sessions.now();
        Optional<Found> found =
                store.find(use.id()).filter(known -> known.session().isActive(now));
        if (found.isEmpty()) {
            return;
        }
        Session session = found.get().session();
        Instant at = use.at().isAfter(now) ? now : use.at();
        if (!at.isBefore(session.seenAt().plus(WRITTEN_AFTER))) {
            // One that conflicts was written by another report, or has ended.
            WriteResult unused = store.use(found.get(), session.seen(at, use.country(), at.plus(idle)));
            assert unused != null;
        }
        if (isToBeAsked(session.userId(), now)) {
            blocked.check(session.userId());
        }
    }

    /** Once a minute a user. */
    private boolean isToBeAsked(UserId userId, Instant now) {
        if (asked.size() > MOST_ASKED) {
            asked.values().removeIf(last -> !now.isBefore(last.plus(ASKED_AFTER)));
        }
        boolean[] isDue = {false};
        asked.compute(userId, (user, last) -> next(last, now, isDue));
        return isDue[0];
    }

    private static Instant next(@Nullable Instant last, Instant now, boolean[] isDue) {
        isDue[0] = last == null || !now.isBefore(last.plus(ASKED_AFTER));
        return isDue[0] || last == null ? now : last;
    }
}
