package galaxy.users.listing;

import galaxy.kernel.Page;
import galaxy.users.account.Account;
import java.util.Optional;

/** Lists users: the newest first, then the highest id. */
public interface UserListing {
    /**
     * One page, as the users read now. Only the last page is short. A walk shows each user that satisfies the
     * filter throughout exactly once, even while others are created.
     *
     * @param after the last user of the page before
     * @param size 1 to 200
     */
    Page<Account, ListingKey> page(ListingFilter filter, Optional<ListingKey> after, int size);
}
