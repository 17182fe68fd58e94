package galaxy.auth.challenge;

import galaxy.auth.address.TypedAddress;
import galaxy.auth.mail.Mail;
import galaxy.kernel.UserId;
import galaxy.sessions.SessionId;
import java.util.Optional;

/** Stores challenges, and limits beside them. Each method is one atomic step and throws when the store does not respond. */
public interface ChallengeStore {
    /** Limits and a challenge as they were read. A write names both and happens only if neither has changed since. */
    interface Snapshot {
        ChallengeId id();

        Limits limits();

        Optional<Challenge> challenge();
    }

    /** What limits of an address are stored under: an HMAC of {@link TypedAddress#fold}. */
    String digest(TypedAddress address);

    /** The limits of a digest, and the challenge that was given if it can be one of this digest; else a new id for one. */
    Snapshot read(String digest, Optional<ChallengeId> given);

    /** The limits of a digest, under a new id for a challenge. */
    Snapshot fresh(Snapshot seen);

    /** A challenge and the limits of its digest; empty for one that is not there, or not any more. */
    Optional<Snapshot> read(ChallengeId id);

    /**
     * Writes both, and a mail that becomes due at once.
     *
     * @return what is stored then; empty when another writer was faster, or may have been
     */
    Optional<Snapshot> write(Snapshot seen, Limits limits, Challenge challenge, Optional<Mail> mail);

    /** A fresh id of a session of a user. */
    SessionId draw(UserId userId);
}
