package galaxy.users.memory;

import galaxy.users.account.Account;
import galaxy.users.account.AccountStore.AccountSnapshot;
import galaxy.users.account.RecordedResult;
import galaxy.users.racename.CanonicalKey;
import java.util.List;
import java.util.Optional;

/** A stored account, compared by identity, which is the version. */
final class MemoryAccount {
    final Account account;
    final List<CanonicalKey> created;

    /** @param created the keys of the name that it is being created with */
    MemoryAccount(Account account, List<CanonicalKey> created) {
        this.account = account;
        this.created = created;
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
