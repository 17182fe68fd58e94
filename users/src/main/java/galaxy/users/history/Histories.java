package galaxy.users.history;

import galaxy.kernel.Page;
import galaxy.kernel.UserId;
import galaxy.users.account.Account;
import galaxy.users.account.AccountStore;
import galaxy.users.account.AccountStore.AccountSnapshot;
import galaxy.users.account.Accounts;
import galaxy.users.account.LimitOverride;
import galaxy.users.account.Sanction;
import java.util.Optional;

/**
 * The full histories of one account: what is in force, from the account, and what no longer is, from its history. The
 * account is read before its history: a record that leaves force in between is found in both, and shown once.
 */
public final class Histories {
    private final AccountStore store;
    private final Accounts accounts;

    public Histories(AccountStore store, Accounts accounts) {
        this.store = store;
        this.accounts = accounts;
    }

    /** Every entitlement period; empty for an unknown user. */
    public Optional<Page<EntitlementHistory.Entry, Long>> periods(UserId userId, Optional<Long> before, int size) {
        return current(userId)
                .map(account -> EntitlementHistory.view(account.createdAt(), store.periods(userId)))
                .map(view -> EntitlementHistory.page(view, before, size));
    }

    /** Every sanction; empty for an unknown user. */
    public Optional<Page<Sanction, Long>> sanctions(UserId userId, Optional<Long> before, int size) {
        return current(userId)
                .map(account -> HistoryPage.of(account.sanctions(), store.endedSanctions(userId), before, size));
    }

    /** Every limit override; empty for an unknown user. */
    public Optional<Page<LimitOverride, Long>> limits(UserId userId, Optional<Long> before, int size) {
        return current(userId)
                .map(account -> HistoryPage.of(account.limits(), store.endedLimits(userId), before, size));
    }

    /** The account once everything that is due is applied. */
    private Optional<Account> current(UserId userId) {
        accounts.repair(userId);
        return store.read(userId).map(AccountSnapshot::account);
    }
}
