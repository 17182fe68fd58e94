package galaxy.users.registration;

import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import galaxy.users.account.AccountStore.AccountSnapshot;
import galaxy.users.account.Decision;
import galaxy.users.account.EmailBlock;
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

    SubjectSnapshot read(EmailAddress email);

    /**
     * Makes sure that no fail-over loses what was read of a subject, where changes have to be replicated.
     *
     * @return {@code CONFLICT} when the subject has changed since
     */
    WriteResult confirm(SubjectSnapshot subject);

    /**
     * Writes the subject and a new account, which stays invisible until {@link galaxy.users.account.AccountStore#settle}
     * has claimed its name.
     *
     * @return the new id, or empty when another writer has changed the subject
     */
    Optional<UserId> create(SubjectSnapshot subject, NewUser user, Cause cause);

    /** Blocks or unblocks a subject that has no user. */
    WriteResult writeBlock(SubjectSnapshot subject, Optional<EmailBlock> block);

    /** Blocks or unblocks a subject together with its user, whose account mirrors the block. */
    WriteResult writeBlock(SubjectSnapshot subject, AccountSnapshot user, Decision.Changed changed, Cause cause);
}
