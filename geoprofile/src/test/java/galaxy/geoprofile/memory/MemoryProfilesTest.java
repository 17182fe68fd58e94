package galaxy.geoprofile.memory;

final class MemoryProfilesTest extends ProfileStoreContract {
    @Override
    protected Stores open() {
        return new Stores(new MemoryProfiles(), new MemoryObservations());
    }
}
