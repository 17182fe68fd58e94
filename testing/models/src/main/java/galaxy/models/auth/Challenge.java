package galaxy.models.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A challenge: a code that was sent, and what came of it. */
final class Challenge {
    static final Duration OPEN = Duration.ofMinutes(10);
    private static final Duration LIFE = Duration.ofMinutes(30);
    private static final Duration RESENDABLE = Duration.ofMinutes(7);
    private static final Duration UNDECIDED = Duration.ofSeconds(3);
    private static final int MOST_WHILE_OPEN = 5;
    private static final int MOST_IN_ALL = 100;

    final String email;
    final String code;
    final Instant sentAt;
    private int attempts;
    private Instant lastAttempt = Instant.MIN;
    private Optional<String> credential = Optional.empty();
    private Optional<Binding> binding = Optional.empty();

    /** Its user and session. */
    record Binding(String userId, boolean isCreated, String sessionId) {}

    Challenge(String email, String code, Instant sentAt) {
        this.email = email;
        this.code = code;
        this.sentAt = sentAt;
    }

    boolean isOpen() {
        return credential.isEmpty();
    }

    boolean isOver(Instant now) {
        return !now.isBefore(sentAt.plus(isOpen() ? OPEN : LIFE));
    }

    /** Whether no further code is compared. */
    boolean isUsedUp() {
        return attempts >= (isOpen() ? MOST_WHILE_OPEN : MOST_IN_ALL);
    }

    /** Whether the last of the codes that are compared may be right, and about to prove it. */
    boolean isUndecided(Instant now) {
        return isOpen() && now.isBefore(lastAttempt.plus(UNDECIDED));
    }

    boolean isResendable(Instant now) {
        return isOpen() && !now.isAfter(sentAt.plus(RESENDABLE));
    }

    /** An attempt, which is counted before the code is compared; how many are left. */
    int count(Instant now) {
        attempts++;
        lastAttempt = now;
        return Math.max(0, MOST_WHILE_OPEN - attempts);
    }

    /** The right code was given with a credential; whether it is the one of the challenge. */
    boolean verify(String given) {
        if (credential.isEmpty()) {
            credential = Optional.of(given);
        }
        return credential.get().equals(given);
    }

    Optional<Binding> binding() {
        return binding;
    }

    Binding bind(Binding drawn) {
        binding = Optional.of(drawn);
        return drawn;
    }
}
