package galaxy.auth.challenge;

import galaxy.auth.address.AddressBudgets.Taken;
import galaxy.kernel.CountryCode;
import galaxy.kernel.UserId;
import galaxy.sessions.Credential;
import galaxy.sessions.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A challenge: who gives its code reads the mailbox. It is {@code open} until the right code was given, {@code verified}
 * until its user is known, and then {@code bound} to the one session that it ever has. All times are whole milliseconds.
 *
 * @param email as the player typed it
 * @param digest the limits digest of the address
 * @param keyId of the key that its code is derived with
 * @param sentAt when it was made; a resend does not move it
 * @param mails how many mails were sent for it
 * @param attempts how many codes were compared, each counted first
 * @param triedAt when the last was counted
 * @param taken from budgets of networks, for it
 */
public record Challenge(
        String email,
        String digest,
        String keyId,
        Instant sentAt,
        int mails,
        int attempts,
        Optional<Instant> triedAt,
        List<Taken> taken,
        State state) {
    /** How long its code can be confirmed for the first time. */
    public static final Duration OPEN = Duration.ofMinutes(10);

    /** How long a confirmation can be repeated. */
    public static final Duration LIFE = Duration.ofMinutes(30);

    /** A resend needs so much of {@link #OPEN}. */
    public static final Duration RESENDABLE = Duration.ofMinutes(3);

    public static final int ATTEMPTS_WHILE_OPEN = 5;
    public static final int ATTEMPTS_IN_ALL = 100;

    /** Where it is. */
    public sealed interface State {
        record Open() implements State {}

        record Verified(Proof proof) implements State {}

        record Bound(Proof proof, Binding binding) implements State {}

        /** Empty while it is open. */
        default Optional<Proof> given() {
            return switch (this) {
                case Open open -> Optional.empty();
                case Verified(Proof proof) -> Optional.of(proof);
                case Bound(Proof proof, Binding binding) -> Optional.of(proof);
            };
        }
    }

    /**
     * What came with the right code.
     *
     * @param credential that the session gets
     * @param timeZone for a new user, as it was given
     * @param language likewise
     * @param name of the device
     * @param country from where
     */
    public record Proof(
            Credential credential,
            String timeZone,
            String language,
            Optional<String> name,
            Optional<CountryCode> country) {
        Proof with(String zone, String tag) {
            return new Proof(credential, zone, tag, name, country);
        }
    }

    /**
     * Its user and session.
     *
     * @param email under which users know the user
     */
    public record Binding(String email, UserId userId, boolean isCreated, SessionId sessionId) {}

    /** A challenge that is bound, with what it is bound to. */
    public record Bound(Challenge challenge, Proof proof, Binding binding) {}

    public Challenge {
        taken = List.copyOf(taken);
    }

    /** A new one, with its first mail. */
    public static Challenge open(String email, String digest, String keyId, Instant now, List<Taken> taken) {
        return new Challenge(email, digest, keyId, now, 1, 0, Optional.empty(), taken, new State.Open());
    }

    public boolean isOpen() {
        return state instanceof State.Open;
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(sentAt.plus(isOpen() ? OPEN : LIFE));
    }

    /** Whether its code may be sent again. */
    public boolean isResendable(Instant now) {
        return isOpen() && !now.isAfter(sentAt.plus(OPEN).minus(RESENDABLE));
    }

    public Challenge resent(List<Taken> more) {
        return new Challenge(email, digest, keyId, sentAt, mails + 1, attempts, triedAt, with(more), state);
    }

    /** One more code is going to be compared. */
    public Challenge tried(Instant now, List<Taken> more) {
        List<Taken> all = isOpen() ? with(more) : taken;
        return new Challenge(email, digest, keyId, sentAt, mails, attempts + 1, Optional.of(now), all, state);
    }

    /** The next state; what was taken for it is given back once it is no longer open. */
    public Challenge with(State next) {
        return new Challenge(email, digest, keyId, sentAt, mails, attempts, triedAt, List.of(), next);
    }

    private List<Taken> with(List<Taken> more) {
        return Stream.concat(taken.stream(), more.stream()).toList();
    }
}
