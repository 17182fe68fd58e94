package galaxy.users.registration;

import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import galaxy.users.account.AccountStore.AccountSnapshot;
import galaxy.users.account.AccountStore.Begun;
import galaxy.users.account.Decision;
import galaxy.users.account.EmailBlock;
import galaxy.users.account.RecordedBlock;
import galaxy.users.account.RequestKey;
import java.util.Optional;

/**
 * Stores e-mail subjects: the one record per address that holds its user and its block. Each method is one atomic step, and
 * throws as those of {@link galaxy.users.account.AccountStore} do.
 */
public interface SubjectStore {
    /** An e-mail subject as it was read. A write names it and happens only if the subject has not changed since. */
    interface SubjectSnapshot {
        EmailAddress email();

        /** Once a user exists, or is being created, for the address. */
        Optional<UserId> userId();

        Optional<EmailBlock> block();
    }

    /**
     * What a request with an idempotency key reads.
     *
     * @param result of an earlier request with the same key for the same address
     */
    record KeyedSubject(SubjectSnapshot snapshot, Optional<RecordedBlock> result) {}

    SubjectSnapshot read(EmailAddress email);

    /** Where the subject is, 0 to 255: the place for which {@link galaxy.users.racename.GeneratedRaceName} draws a name. */
    int placeOf(EmailAddress email);

    /**
     * A subject with its user.
     *
     * @param user as {@link galaxy.users.account.AccountStore#read} gives it, its sanctions perhaps not counted
     */
    record SubjectWithUser(SubjectSnapshot subject, Optional<AccountSnapshot> user) {}

    SubjectWithUser readWithUser(EmailAddress email);

    KeyedSubject read(EmailAddress email, RequestKey key);

    /**
     * Makes sure that no fail-over loses what was read of a subject, where changes have to be replicated.
     *
     * @return {@code CONFLICT} when the subject, or the result that was read with it, has changed since
     */
    WriteResult confirm(SubjectSnapshot subject);

    /**
     * Writes the subject and a new account: together with its name, where that was drawn for the {@link #placeOf place} of the
     * address; else the account stays invisible until {@link galaxy.users.account.AccountStore#settle} has claimed its name.
     *
     * @return with the new id; empty when another writer has changed the subject, or the name is another's
     */
    Optional<Begun> create(SubjectSnapshot subject, NewUser user, Cause cause);

    /** Blocks or unblocks a subject alone: one without a user, or whose block has ended. */
    WriteResult writeBlock(SubjectSnapshot subject, Optional<EmailBlock> block, Optional<RecordedBlock> result);

    /** Blocks or unblocks a subject together with its user, whose account mirrors the block. */
    WriteResult writeBlock(
            SubjectSnapshot subject,
            AccountSnapshot user,
            Decision.Changed changed,
            Cause cause,
            Optional<RecordedBlock> result);

    /** Records the result of a request that changed nothing, if the subject has not changed. */
    WriteResult recordResult(SubjectSnapshot subject, RecordedBlock result);

    /** The id of a block: {@code blk_} and 26 characters, which follow from the address and {@code blockedAt}. */
    String blockId(EmailAddress email, EmailBlock block);
}
