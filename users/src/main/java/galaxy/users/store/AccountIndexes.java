package galaxy.users.store;

import galaxy.store.Commit;
import galaxy.store.Layouts;
import galaxy.store.Naming;
import galaxy.store.Shard;
import galaxy.users.account.Account;
import galaxy.users.eligibility.Eligibility;
import galaxy.users.limit.LimitCatalogue;
import galaxy.users.listing.IndexEntries;
import galaxy.users.listing.IndexTerm;
import galaxy.users.listing.ListingKey;
import java.util.Optional;

/** In which indexes an account is, by the rules of this instance. */
final class AccountIndexes {
    private final UserKeys keys;
    private final LimitCatalogue catalogue;
    private final Layouts layouts;

    AccountIndexes(UserKeys keys, LimitCatalogue catalogue, Layouts layouts) {
        this.keys = keys;
        this.catalogue = catalogue;
        this.layouts = layouts;
    }

    /** The record of an account that is indexed now. */
    AccountRecord now(Account account, Naming naming) {
        String markers = Eligibility.markersOf(account, catalogue).names();
        return new AccountRecord(account, naming, Optional.of(new AccountRecord.Indexed(markers, layouts.catalogue())));
    }

    /** Whether it is indexed by other limits, by a version with other markers, or in other shards, than it should be. */
    boolean isOutdated(AccountRecord record) {
        return record.isVisible() && layouts.isOwn() && !record.isIndexedBy(layouts.catalogue());
    }

    boolean isByRulesOfNow(AccountRecord record) {
        return record.isIndexedBy(layouts.catalogue());
    }

    /** Whether its entries, by whichever rules, are in the shards of now. */
    boolean isHere(AccountRecord record) {
        return record.isHere(layouts);
    }

    /** @param isHere whether what was seen is in its indexes; if not, all entries are written */
    void write(Commit commit, AccountRecord seen, AccountRecord next, boolean isHere) {
        Account account = next.account();
        String member = new ListingKey(account.createdAt().toEpochMilli(), account.userId()).text();
        IndexEntries before = seen.entries();
        IndexEntries after = next.entries();
        Shard shard = commit.shard();
        for (IndexTerm term : after.terms()) {
            if (!isHere || !before.terms().contains(term)) {
                commit.index(keys.index(shard, term), member);
            }
        }
        for (IndexTerm term : before.terms()) {
            if (!after.terms().contains(term)) {
                commit.unindex(keys.index(shard, term), member);
            }
        }
        commit.indexedBy(layouts.catalogue(), account.userId().value());
        if (!isHere || !before.paidEndsAt().equals(after.paidEndsAt())) {
            String key = keys.paidEnds(shard);
            after.paidEndsAt()
                    .ifPresentOrElse(
                            end -> commit.index(key, end.toEpochMilli(), member), () -> commit.unindex(key, member));
        }
    }
}
