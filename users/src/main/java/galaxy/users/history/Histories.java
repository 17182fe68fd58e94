package galaxy.users.history;

import galaxy.kernel.Page;
import galaxy.kernel.UserId;
import galaxy.users.account.Account;
import galaxy.users.account.AccountStore;
import galaxy.users.account.AccountStore.Seen;
import galaxy.users.account.Accounts;
import galaxy.users.account.LimitOverride;
import galaxy.users.account.Numbered;
import galaxy.users.account.Past;
import galaxy.users.account.Sanction;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The full histories of one account: what is in force, from the account, and what no longer is, from its history. */
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
                .map(account -> EntitlementHistory.page(
                        EntitlementHistory.view(
                                account.createdAt(),
                                store.history(userId, Past.Period.class).stream()
                                        .map(Past.Period::period)
                                        .toList()),
                        before,
                        size));
    }

    /** Every sanction; empty for an unknown user. */
    public Optional<Page<Sanction, Long>> sanctions(UserId userId, Optional<Long> before, int size) {
        return page(userId, Past.EndedSanction.class, Account::sanctions, Past.EndedSanction::sanction, before, size);
    }

    /** Every limit override; empty for an unknown user. */
    public Optional<Page<LimitOverride, Long>> limits(UserId userId, Optional<Long> before, int size) {
        return page(userId, Past.EndedLimit.class, Account::limits, Past.EndedLimit::limit, before, size);
    }

    /** The account is read before its history: what leaves force in between is found in both, and shown once. */
    private <R extends Numbered, P extends Past> Optional<Page<R, Long>> page(
            UserId userId,
            Class<P> kind,
            Function<Account, List<R>> inForce,
            Function<P, R> record,
            Optional<Long> before,
            int size) {
        return current(userId).map(account -> {
            List<R> past = store.history(userId, kind).stream().map(record).toList();
            return HistoryPage.of(inForce.apply(account), past, before, size);
        });
    }

    /** The account once everything that is due is written down. */
    private Optional<Account> current(UserId userId) {
        accounts.repair(userId);
        return store.read(userId).map(Seen::account);
    }
}
