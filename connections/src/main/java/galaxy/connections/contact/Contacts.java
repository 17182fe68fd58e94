package galaxy.connections.contact;

import galaxy.connections.contact.ContactStore.Seen;
import galaxy.connections.user.UserRef;
import galaxy.kernel.Cause;
import galaxy.kernel.Page;
import galaxy.kernel.Turns;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Users' lists of contacts. What adding and removing costs does not depend on how long a list is. */
public final class Contacts {
    private static final String WHAT = "a contact";

    private final ContactStore store;
    private final InstantSource clock;
    private final Turns turns = new Turns();

    public Contacts(ContactStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Puts a user on the owner's list, or moves the time of one who is on it. */
    public Contact add(UserRef owner, UserRef user, Cause cause) {
        return turns.retry(List.of(owner, user), WHAT, attempt -> {
            // If an earlier attempt has added the contact, another writer has removed it since.
            attempt.requireFirstWrite();
            Seen seen = store.read(owner, user);
            Contact contact = Contact.add(seen.contact(), owner, user, now());
            return attempt.noted(store.put(seen, contact, cause)).ifDone(contact);
        });
    }

    /** Takes a user off the owner's list, if there. */
    public void remove(UserRef owner, UserRef user, Cause cause) {
        var _ = turns.retry(List.of(owner, user), WHAT, attempt -> {
            Seen seen = store.read(owner, user);
            if (seen.contact().isEmpty()) {
                return store.confirm(seen).ifDone(seen);
            }
            attempt.requireFirstWrite();
            return attempt.noted(store.remove(seen, now(), cause)).ifDone(seen);
        });
    }

    public Page<Contact, UserRef> page(UserRef owner, Optional<UserRef> after, int size) {
        return store.page(owner, after, size);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
