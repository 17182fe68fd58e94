package galaxy.users.store;

import galaxy.store.Layouts;
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
 * @param indexed how it is indexed, absent while it is not
 */
record AccountRecord(Account account, Naming naming, Optional<Indexed> indexed) {
    /**
     * What is not to be seen from the account alone: the limits that markers depend on are configurable, other versions have
     * other markers, and other topologies other shards. Entries that were made by others must be found again.
     *
     * @param markers the {@link Markers#names}; five digits before there were names
     * @param catalogue the {@link Layouts#catalogue}; empty before there was one
     */
    record Indexed(String markers, String catalogue) {}

    /** Whether readers see it: a user without a first name is still being created. */
    boolean isVisible() {
        return !naming.held().isEmpty();
    }

    /** Its entries in the indexes. */
    IndexEntries entries() {
        return indexed.map(by -> IndexEntries.of(account, by.markers())).orElse(IndexEntries.NONE);
    }

    /** Whether its entries, by whichever rules, are in the shards of now. */
    boolean isHere(Layouts layouts) {
        return isIndexedBy(layouts.catalogue())
                || (layouts.isInOnePlace()
                        && indexed.filter(by -> !by.catalogue().isEmpty()).isPresent());
    }

    boolean isIndexedBy(String catalogue) {
        return indexed.stream().anyMatch(by -> by.catalogue().equals(catalogue));
    }
}
