package galaxy.web.session;

import galaxy.kernel.RecentlyUsed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Which uses of sessions auth hears of: the first one, then one each five minutes. Safe for many threads. */
public final class SessionUses {
    private static final int MOST = 10_000;
    private static final Duration APART = Duration.ofMinutes(5);

    private final InstantSource clock;
    private final RecentlyUsed<String, Instant> reported = new RecentlyUsed<>(MOST);

    public SessionUses(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether this use is to be reported, which it then is. */
    public boolean isDue(String sessionId) {
        Instant now = clock.instant();
        var isDue = new boolean[1];
        var _ = reported.update(sessionId, last -> {
            isDue[0] = last.map(at -> !now.isBefore(at.plus(APART))).orElse(true);
            return isDue[0] ? Optional.of(now) : last;
        });
        return isDue[0];
    }
}
