package galaxy.auth.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * When a mail is tried: 0, 2, 8, 30, 60, 120, 240 s after its request, and each further 240 s, all ±20 %. A code is sent while
 * it is valid for another minute, a notice within an hour.
 */
public final class RetrySchedule {
    private static final List<Integer> SECONDS = List.of(2, 8, 30, 60, 120, 240);
    private static final int FURTHER = 240;
    private static final double SPREAD = 0.2;
    private static final Duration LEAST_VALID = Duration.ofSeconds(60);
    private static final Duration NOTICE = Duration.ofHours(1);

    private final RandomGenerator random;

    /** @param random spreads the tries */
    public RetrySchedule(RandomGenerator random) {
        this.random = random;
    }

    /** The last moment to try it. */
    static Instant last(Mail mail) {
        return switch (mail.kind()) {
            case CODE -> mail.endsAt().minus(LEAST_VALID);
            case NEW_DEVICE, ATTEMPTS -> mail.at().plus(NOTICE);
        };
    }

    /** The next moment after a try that failed; the mail has expired when it is past the {@link #last}. */
    Instant next(Mail mail, Instant now) {
        double elapsed = Duration.between(mail.at(), now).toMillis() / 1000.0;
        int at = SECONDS.getFirst();
        for (int i = 1; earliest(at) <= elapsed; i++) {
            at = i < SECONDS.size() ? SECONDS.get(i) : at + FURTHER;
        }
        double spread = Math.min(at, FURTHER) * SPREAD;
        long millis = Math.round(1000 * (at + random.nextDouble(-spread, spread)));
        return mail.at().plusMillis(Math.max(millis, Math.round(1000 * elapsed) + 1));
    }

    private static double earliest(int seconds) {
        return seconds - Math.min(seconds, FURTHER) * SPREAD;
    }
}
