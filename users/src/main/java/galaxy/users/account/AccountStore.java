package galaxy.users.account;

import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import galaxy.users.racename.CanonicalKey;
import galaxy.users.racename.RaceName;
import java.util.List;
import java.util.Optional;

/**
 * Where accounts and e-mail subjects are kept. Each method is one atomic step, unless it says that it rolls something
 * forward: then it may stop anywhere, and whoever calls next goes on. All throw an unchecked exception when the store does
 * not answer; what was asked may then have happened or not, and asking again is safe.
 */
public interface AccountStore {
    /** An account as it was read. A write names it and happens only if nobody has written since. */
    interface Seen {
        Account account();

        /** Whether a change of name is under way, to be rolled forward by {@link #settle}. */
        boolean isUnsettled();
    }

    /** An e-mail subject as it was read, by itself. */
    interface SeenSubject {
        Optional<UserId> userId();

        Optional<EmailBlock> block();
    }

    /**
     * What became of a name that was asked for.
     *
     * @param written whether the name was decided upon
     * @param answer what was written down of it when it was brought into force or given up, by whomever; present when
     *     {@code written} is done
     */
    record Renamed(WriteResult written, Optional<Outcome.Final> answer) {}

    /**
     * What was read for a command.
     *
     * @param seen absent for an unknown user and for one that is still being created
     * @param answer what the same idempotency key was answered before
     */
    record Recalled(Optional<Seen> seen, Optional<RecordedResult> answer) {}

    Optional<Seen> read(UserId userId);

    /** Accounts in the order of the ids, without those that are unknown or still being created. */
    List<Account> readAll(List<UserId> userIds);

    Recalled recall(UserId userId, IdempotencyKey key);

    /** Writes the account, its history, indexes and events, and the answer to remember under a key. */
    WriteResult write(Seen seen, Decision.Changed changed, Cause cause, Optional<RecordedResult> answer);

    /** Remembers an answer that changed nothing, if the account still is as it was seen. */
    WriteResult remember(Seen seen, RecordedResult answer);

    /**
     * Makes sure that no fail-over takes back what was read of an account, where changes have to be replicated.
     *
     * @param key whose answer was read as well
     * @return {@code CONFLICT} when it has changed meanwhile
     */
    WriteResult confirm(Seen seen, Optional<IdempotencyKey> key);

    /** The same for what was read of an e-mail subject. */
    WriteResult confirm(SeenSubject seen, EmailAddress email);

    /** Decides upon a name and rolls the change forward. The answer is remembered under the key, or for a moment without one. */
    Renamed rename(Seen seen, RaceName name, CanonicalKey key, Cause cause, Optional<IdempotencyKey> answerTo);

    /** Rolls forward whatever change of name is under way, the one that ends a creation included. */
    void settle(UserId userId);

    /** Whether another user validly holds the name. */
    boolean isTaken(CanonicalKey key, UserId byOtherThan);

    /** The user who holds the name, if the claim on it is valid. */
    Optional<UserId> holder(CanonicalKey key);

    SeenSubject subject(EmailAddress email);

    /**
     * Decides upon a new user: writes the e-mail subject and an account that no reader shows before {@link #settle}
     * has brought its name into force.
     *
     * @return the new id, or empty when somebody else was faster with the subject
     */
    Optional<UserId> create(SeenSubject seen, EmailAddress email, NewUser user, Cause cause);

    /** Blocks or unblocks a subject that has no user. */
    WriteResult writeBlock(SeenSubject seen, EmailAddress email, Optional<EmailBlock> block);

    /** Blocks or unblocks a subject together with its user, whose account mirrors the block. */
    WriteResult writeBlock(SeenSubject subject, Seen seen, Decision.Changed changed, Cause cause);

    /** Every record of one kind that ever left force, or for periods that ever began, the oldest first. */
    <P extends Past> List<P> history(UserId userId, Class<P> kind);
}
