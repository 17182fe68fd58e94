package galaxy.users.store;

import galaxy.chassis.store.Naming;
import galaxy.users.account.Account;
import galaxy.users.listing.IndexEntries;

/**
 * An account as it is stored.
 *
 * @param account what readers see
 * @param naming the bookkeeping of its name; until a name is held the user is being created and no reader sees it
 * @param indexed where the indexes hold it; kept because the limits that markers depend on are configurable
 */
record AccountRecord(Account account, Naming naming, IndexEntries indexed) {
    boolean isVisible() {
        return naming.held().isPresent();
    }
}
