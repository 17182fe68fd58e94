package galaxy.connections.profile;

import java.time.InstantSource;

final class InMemoryProfileStoreTest implements ProfileStoreContract {
    @Override
    public ProfileStore store() {
        return new InMemoryProfileStore(InstantSource.fixed(NOON));
    }
}
