package galaxy.sessions;

import galaxy.kernel.Actor;
import galaxy.kernel.CountryCode;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A session of a device or a browser, as auth writes it and others read it. All times are whole milliseconds.
 *
 * @param name of the device, as the player or the browser gave it
 * @param createdCountry from where it was created
 * @param seenAt when it was last used, at most 15 minutes late
 * @param country from where it was last used
 * @param idleEndsAt when it ends unless it is used before
 * @param endsAt when it ends at the latest
 * @param ended how it ended, once that is written
 */
public record Session(
        UserId userId,
        Credential credential,
        Optional<String> name,
        Instant createdAt,
        Optional<CountryCode> createdCountry,
        Instant seenAt,
        Optional<CountryCode> country,
        Instant idleEndsAt,
        Instant endsAt,
        Optional<Ended> ended) {
    public static final String IDLE_TIMEOUT = "idle_timeout";
    public static final String ABSOLUTE_TIMEOUT = "absolute_timeout";

    /** Whether it can be used. */
    public enum Status {
        ACTIVE("active"),
        REVOKED("revoked"),
        EXPIRED("expired");

        private final String code;

        Status(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /**
     * How a session ended.
     *
     * @param cause {@link #EXPIRED}, or what revoked it
     * @param reason the reason code
     */
    public record Ended(Instant at, String cause, String reason, Actor by) {
        public static final String REVOKED = "revoked";
        public static final String BLOCKED = "blocked";
        public static final String DISPLACED = "displaced";
        public static final String EXPIRED = "expired";

        private static final Actor AUTH = new Actor("service", Optional.of("auth"));

        /** An end that came with time. */
        static Ended expired(Instant at, String reason) {
            return new Ended(at, EXPIRED, reason, AUTH);
        }
    }

    /** Its first end by the clock, whichever comes first. */
    public Instant expiresAt() {
        return idleEndsAt.isBefore(endsAt) ? idleEndsAt : endsAt;
    }

    /** How it has ended by an instant: as written, or by the clock. */
    public Optional<Ended> endedBy(Instant now) {
        if (ended.isPresent() || now.isBefore(expiresAt())) {
            return ended;
        }
        return Optional.of(Ended.expired(expiresAt(), idleEndsAt.isBefore(endsAt) ? IDLE_TIMEOUT : ABSOLUTE_TIMEOUT));
    }

    public Status status(Instant now) {
        return endedBy(now)
                .map(end -> end.cause().equals(Ended.EXPIRED) ? Status.EXPIRED : Status.REVOKED)
                .orElse(Status.ACTIVE);
    }

    public boolean isActive(Instant now) {
        return status(now) == Status.ACTIVE;
    }

    public Session with(Ended end) {
        return new Session(
                userId,
                credential,
                name,
                createdAt,
                createdCountry,
                seenAt,
                country,
                idleEndsAt,
                endsAt,
                Optional.of(end));
    }

    /**
     * The session after it was used.
     *
     * @param idleEnd when it ends unless it is used again; never later than {@link #endsAt}
     */
    public Session seen(Instant at, Optional<CountryCode> from, Instant idleEnd) {
        Instant idle = idleEnd.isBefore(endsAt) ? idleEnd : endsAt;
        return new Session(userId, credential, name, createdAt, createdCountry, at, from, idle, endsAt, ended);
    }
}
