package galaxy.users.memory;

import galaxy.testkit.SettableClock;
import galaxy.users.account.Pilot;

final class MemoryStoreTest extends StoreContract {
    @Override
    protected Stores open() {
        SettableClock clock = SettableClock.at(Pilot.BIRTH);
        MemoryStore store = new MemoryStore(clock);
        return new Stores(store, store, store, clock);
    }
}
