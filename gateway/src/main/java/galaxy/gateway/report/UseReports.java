package galaxy.gateway.report;

import galaxy.kernel.CountryCode;
import galaxy.sessions.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which uses of sessions others hear of: auth of the first one and of one each five minutes, geoprofile of one for each
 * country and day. What is known of sessions is in memory, of those that were used last; of others more is reported than
 * has to be. Thread-safe.
 */
public final class UseReports {
    private static final int MOST_SESSIONS = 100_000;
    private static final Duration APART = Duration.ofMinutes(5);

    private final Consumer<SessionUse> toAuth;
    private final Consumer<SessionUse> toGeoprofile;
    private final Map<SessionId, Reported> reported = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionId, Reported> eldest) {
            return size() > MOST_SESSIONS;
        }
    };

    /** What others have heard of a session. */
    private static final class Reported {
        private Instant use = Instant.MIN;
        private LocalDate day = LocalDate.MIN;
        private final Set<CountryCode> countries = new HashSet<>();

        private boolean isUseDue(Instant at) {
            boolean isDue = use.equals(Instant.MIN) || !at.isBefore(use.plus(APART));
            use = isDue ? at : use;
            return isDue;
        }

        private boolean isCountryDue(SessionUse now) {
            LocalDate today = now.at().atZone(ZoneOffset.UTC).toLocalDate();
            if (!today.equals(day)) {
                day = today;
                countries.clear();
            }
            return now.country().map(countries::add).orElse(false);
        }
    }

    /** The consumers do not wait. */
    public UseReports(Consumer<SessionUse> toAuth, Consumer<SessionUse> toGeoprofile) {
        this.toAuth = toAuth;
        this.toGeoprofile = toGeoprofile;
    }

    /** A request of the session was accepted. */
    public synchronized void used(SessionUse use) {
        Reported known = reported.computeIfAbsent(use.sessionId(), id -> new Reported());
        if (known.isUseDue(use.at())) {
            toAuth.accept(use);
        }
        if (known.isCountryDue(use)) {
            toGeoprofile.accept(use);
        }
    }
}
