package galaxy.users.listing;

import galaxy.kernel.Page;
import galaxy.users.account.Account;
import java.util.Optional;

/** Where users are listed: the newest first, then the highest id. */
public interface UserListing {
    /**
     * One page, as the users read now. It is short only when it is the last. A walk shows each user that satisfies the
     * filter throughout exactly once, whoever is created meanwhile.
     *
     * @param after the last user of the page before
     * @param size 1 to 200
     */
    Page<Account, ListingKey> page(ListingFilter filter, Optional<ListingKey> after, int size);
}
