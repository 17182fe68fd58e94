package galaxy.connections.contact;

import galaxy.connections.user.UserRef;
import galaxy.kernel.Cause;
import galaxy.kernel.Page;
import galaxy.kernel.WriteResult;
import java.time.Instant;
import java.util.Optional;

/**
 * Stores contacts. Each method is one atomic step; all throw an unchecked exception when the store does not answer.
 */
public interface ContactStore {
    /** A place on a list, taken or not. A write names it and happens only if it has not changed since. */
    interface Seen {
        UserRef owner();

        UserRef user();

        /** Absent while the user is not on the list. */
        Optional<Contact> contact();
    }

    Seen read(UserRef owner, UserRef user);

    /**
     * Makes sure that no fail-over takes back what was read, where changes have to be replicated.
     *
     * @return {@code CONFLICT} when it has changed meanwhile
     */
    WriteResult confirm(Seen seen);

    WriteResult put(Seen seen, Contact contact, Cause cause);

    /** Takes a contact that is there off the list. */
    WriteResult remove(Seen seen, Instant now, Cause cause);

    /**
     * A page of a list in the order of the contacts' ids by their bytes. A contact that goes while it is read may be missing.
     *
     * @param after the id to come after
     */
    Page<Contact, UserRef> page(UserRef owner, Optional<UserRef> after, int size);
}
