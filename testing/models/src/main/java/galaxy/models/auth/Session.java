package galaxy.models.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A session.
 *
 * @param end as it is by now: by a request, or by the clock
 */
public record Session(
        String id,
        String userId,
        String credential,
        Instant createdAt,
        Instant seenAt,
        Optional<String> country,
        Instant idleEndsAt,
        Instant endsAt,
        Optional<End> end) {
    /** Which session it is to be. */
    record Start(String id, String userId, String credential, Optional<String> country) {}

    static Session begun(Start start, Instant now, Rules rules) {
        Instant ends = now.plus(rules.life());
        return new Session(
                start.id(),
                start.userId(),
                start.credential(),
                now,
                now,
                start.country(),
                earlier(now.plus(rules.idle()), ends),
                ends,
                Optional.empty());
    }

    /** The same session at a time; an end, once it is there, stays. */
    Session at(Instant now) {
        if (end.isPresent() || now.isBefore(idleEndsAt)) {
            return this;
        }
        String reason = idleEndsAt.isBefore(endsAt) ? "idle_timeout" : "absolute_timeout";
        return ended(End.expired(idleEndsAt, reason));
    }

    boolean isActive() {
        return end.isEmpty();
    }

    /** {@code active}, {@code revoked} or {@code expired}. */
    public String status() {
        return end.map(End::status).orElse("active");
    }

    Session ended(End how) {
        return new Session(id, userId, credential, createdAt, seenAt, country, idleEndsAt, endsAt, Optional.of(how));
    }

    Session used(Instant at, Optional<String> from, Duration idle) {
        return new Session(id, userId, credential, createdAt, at, from, earlier(at.plus(idle), endsAt), endsAt, end);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
