package galaxy.users.store;

import galaxy.store.Naming;
import galaxy.users.account.Account;
import galaxy.users.eligibility.Markers;
import galaxy.users.listing.IndexEntries;
import java.util.Optional;

/**
 * An account as it is stored.
 *
 * @param account as readers see it
 * @param naming the state of its name in the names protocol
 * @param markers under which it is indexed, absent while it is not indexed; stored because the limits that markers depend
 *     on are configurable, and entries that were made with other limits must be found again
 */
record AccountRecord(Account account, Naming naming, Optional<Markers> markers) {
    /** Whether readers see it: a user without a first name is still being created. */
    boolean isVisible() {
        return naming.held().isPresent();
    }

    /** Its entries in the indexes. */
    IndexEntries indexed() {
        return markers.map(known -> IndexEntries.of(account, known)).orElse(IndexEntries.NONE);
    }
}
