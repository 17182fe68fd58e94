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
 * @param markers the {@link Markers#digits} under which it is indexed, absent while it is not indexed; stored because the limits
 *     that markers depend on are configurable, and entries that were made with other limits, or by a version with other
 *     markers, must be found again
 */
record AccountRecord(Account account, Naming naming, Optional<String> markers) {
    /** Whether readers see it: a user without a first name is still being created. */
    boolean isVisible() {
        return naming.held().isPresent();
    }

    /** Its entries in the indexes. */
    IndexEntries indexed() {
        return markers.map(digits -> IndexEntries.of(account, digits)).orElse(IndexEntries.NONE);
    }
}
