package galaxy.connections.contact;

import galaxy.connections.contact.ContactStore.Seen;
import galaxy.connections.user.UserRef;
import galaxy.kernel.Cause;
import galaxy.kernel.Page;
import galaxy.kernel.TryAgainException;
import galaxy.kernel.WriteResult;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Users' lists of contacts. What adding and removing costs does not depend on how long a list is. */
public final class Contacts {
    /** Far more than rivals can cause; past it something is wrong. */
    private static final int ATTEMPTS = 100;

    private final ContactStore store;
    private final InstantSource clock;

    public Contacts(ContactStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Puts a user on the owner's list, or moves the time of one who is on it. */
    public Contact add(UserRef owner, UserRef user, Cause cause) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Seen seen = store.read(owner, user);
            Contact contact =
                    Contact.add(seen.contact(), owner, user, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            WriteResult written = store.put(seen, contact, cause);
            if (written == WriteResult.DONE) {
                return contact;
            }
            if (written == WriteResult.CONFLICT_OR_DONE) {
                // Somebody wrote after us, if we wrote: to add the contact again would undo its removal.
                throw unconfirmed();
            }
        }
        throw keepsChanging();
    }

    /** Takes a user off the owner's list, if there. */
    public void remove(UserRef owner, UserRef user, Cause cause) {
        boolean mayBeDone = false;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Seen seen = store.read(owner, user);
            if (seen.contact().isEmpty()) {
                if (store.confirm(seen) == WriteResult.DONE) {
                    return;
                }
                continue;
            }
            if (mayBeDone) {
                // Somebody added the contact after it was removed, if it was: to remove it again would undo theirs.
                throw unconfirmed();
            }
            WriteResult written = store.remove(seen, cause);
            if (written == WriteResult.DONE) {
                return;
            }
            mayBeDone = written == WriteResult.CONFLICT_OR_DONE;
        }
        throw keepsChanging();
    }

    public Page<Contact, UserRef> page(UserRef owner, Optional<UserRef> after, int size) {
        return store.page(owner, after, size);
    }

    private static TryAgainException unconfirmed() {
        return new TryAgainException("the store did not confirm a change");
    }

    private static TryAgainException keepsChanging() {
        return new TryAgainException("a contact keeps changing");
    }
}
