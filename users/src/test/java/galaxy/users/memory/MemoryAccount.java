package galaxy.users.memory;

import galaxy.kernel.UserId;
import galaxy.users.account.Account;
import galaxy.users.account.AccountStore.AccountSnapshot;
import galaxy.users.account.RecordedResult;
import galaxy.users.racename.CanonicalKey;
import galaxy.users.racename.GeneratedRaceName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A stored account, compared by identity, which is the version. */
final class MemoryAccount {
    final Account account;
    final List<CanonicalKey> created;

    /** @param created the keys of the name that it is being created with */
    MemoryAccount(Account account, List<CanonicalKey> created) {
        this.account = account;
        this.created = created;
    }

    static UserId numbered(long number) {
        byte[] bytes = new byte[UserId.BYTES];
        bytes[UserId.BYTES - 1] = (byte) number;
        return UserId.of(bytes);
    }

    /** Whether keys say a place, so that their user is created at once. */
    static boolean areFor(int place, List<CanonicalKey> keys) {
        return keys.stream().allMatch(key -> GeneratedRaceName.placeOf(key).equals(OptionalInt.of(place)));
    }

    /** An account as it was read. */
    record Snapshot(MemoryAccount stored, Optional<RecordedResult> result) implements AccountSnapshot {
        @Override
        public Account account() {
            return stored.account;
        }

        @Override
        public boolean isUnsettled() {
            return false;
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
