package galaxy.users.block;

import galaxy.kernel.EmailAddress;
import galaxy.kernel.Page;
import galaxy.kernel.UserId;
import galaxy.users.account.EmailBlock;
import java.util.Optional;

/** Lists the blocks of e-mail addresses: the newest {@code blocked_at} first, then the highest id. */
public interface BlockListing {
    /**
     * A block in force.
     *
     * @param place in the listing, without the address: what the next page continues after
     */
    record ListedBlock(String place, String blockId, EmailAddress email, EmailBlock block, Optional<UserId> userId) {}

    /**
     * One page of blocks that are in force now. A walk shows each block in force throughout exactly once.
     *
     * @param after the last place of the page before
     * @param size 1 to 200
     */
    Page<ListedBlock, String> page(Optional<String> after, int size);
}
