package galaxy.users.store;

import galaxy.store.Naming;
import galaxy.users.account.Account;
import galaxy.users.eligibility.Markers;
import galaxy.users.listing.IndexEntries;
import java.util.Optional;

/**
 * An account as it is stored.
 *
 * @param account what readers see
 * @param naming the bookkeeping of its name
 * @param markers by which the indexes hold it, absent while they do not; kept because the limits that markers depend on
 *     are configurable, and what was written with other limits has to be found again
 */
record AccountRecord(Account account, Naming naming, Optional<Markers> markers) {
    /** Whether readers see it: until a name is in force for the first time, the user is being created. */
    boolean isVisible() {
        return naming.held().isPresent();
    }

    /** Where the indexes hold it. */
    IndexEntries indexed() {
        return markers.map(known -> IndexEntries.of(account, known)).orElse(IndexEntries.NONE);
    }
}
