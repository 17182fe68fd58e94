package galaxy.users.history;

import galaxy.kernel.Page;
import galaxy.kernel.UserId;
import galaxy.users.account.Account;
import galaxy.users.account.AccountStore;
import galaxy.users.account.Accounts;
import galaxy.users.account.EntitlementPeriod;
import galaxy.users.account.HistoryEntry;
import galaxy.users.account.LimitOverride;
import galaxy.users.account.Sanction;
import galaxy.users.account.SanctionOrdinals;
import galaxy.users.account.Timeline;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The full histories of one account: what is in force, from the account, and what no longer is, from its history. The
 * account is read before its history: a record that leaves force in between is found in both, and shown once.
 */
public final class Histories {
    private final AccountStore store;
    private final Accounts accounts;
    private final InstantSource clock;

    public Histories(AccountStore store, Accounts accounts, InstantSource clock) {
        this.store = store;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Every entitlement period; empty for an unknown user. */
    public Optional<Page<EntitlementHistory.Entry, Long>> periods(UserId userId, Optional<Long> before, int size) {
        return current(userId)
                .map(now -> EntitlementHistory.view(
                        now.account().createdAt(), now.past(EntitlementPeriod.class, store.periods(userId))))
                .map(view -> EntitlementHistory.page(view, before, size));
    }

    /** Every sanction; empty for an unknown user. */
    public Optional<Page<Sanction, Long>> sanctions(UserId userId, Optional<Long> before, int size) {
        return current(userId).map(now -> {
            List<Sanction> inForce = now.account().sanctions();
            List<Sanction> past = now.past(Sanction.class, store.endedSanctions(userId));
            SanctionOrdinals ordinals = SanctionOrdinals.of(
                    Stream.concat(past.stream(), inForce.stream()).toList());
            return HistoryPage.of(inForce, ordinals.counted(past), before, size);
        });
    }

    /** Every limit override; empty for an unknown user. */
    public Optional<Page<LimitOverride, Long>> limits(UserId userId, Optional<Long> before, int size) {
        return current(userId)
                .map(now -> HistoryPage.of(
                        now.account().limits(),
                        now.past(LimitOverride.class, store.endedLimits(userId)),
                        before,
                        size));
    }

    /**
     * An account as it reads now.
     *
     * @param due what belongs into its history and is not written yet
     */
    private record Current(Account account, List<HistoryEntry> due) {
        /** The history of one kind: what is written, and what is due and may have been written meanwhile. */
        <H extends HistoryEntry> List<H> past(Class<H> kind, List<H> written) {
            Set<Long> known = written.stream().map(HistoryEntry::seq).collect(Collectors.toSet());
            Stream<H> unwritten =
                    due.stream().filter(kind::isInstance).map(kind::cast).filter(entry -> !known.contains(entry.seq()));
            return Stream.concat(written.stream(), unwritten).toList();
        }
    }

    private Optional<Current> current(UserId userId) {
        Instant now = clock.instant();
        return store.read(userId).map(snapshot -> {
            accounts.repairSoon(snapshot, now);
            return Timeline.repair(snapshot.account(), now)
                    .map(due -> new Current(due.next(), due.history()))
                    .orElseGet(() -> new Current(snapshot.account(), List.of()));
        });
    }
}
