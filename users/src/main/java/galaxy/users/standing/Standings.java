package galaxy.users.standing;

import galaxy.kernel.UserId;
import galaxy.users.account.AccountStore;
import galaxy.users.account.Accounts;
import galaxy.users.account.Command;
import galaxy.users.limit.LimitCatalogue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Reads the standing of users, in one round trip to the store. */
public final class Standings {
    private final AccountStore store;
    private final Accounts accounts;
    private final LimitCatalogue catalogue;
    private final InstantSource clock;

    public Standings(AccountStore store, Accounts accounts, LimitCatalogue catalogue, InstantSource clock) {
        this.store = store;
        this.accounts = accounts;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** The standing as it is now; empty for an unknown user. What is due is applied in the background. */
    public Optional<AccountStanding> find(UserId userId) {
        Instant now = Command.wholeMillis(clock.instant());
        return store.readWithSanctions(userId).map(read -> {
            accounts.repairSoon(read.snapshot(), now);
            return AccountStanding.of(read.snapshot().account(), read.ended(), catalogue, now);
        });
    }
}
