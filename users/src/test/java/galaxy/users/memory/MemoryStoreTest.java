package galaxy.users.memory;

import galaxy.testkit.SettableClock;
import galaxy.users.account.TestAccount;

final class MemoryStoreTest extends StoreContract {
    @Override
    protected Stores open() {
        SettableClock clock = SettableClock.at(TestAccount.CREATED);
        MemoryStore store = new MemoryStore(clock);
        return new Stores(store, store, store, clock);
    }
}
