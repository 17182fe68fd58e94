package galaxy.geoprofile.memory;

final class MemoryProfilesTest extends ProfileStoreContract {
    @Override
    protected Stores open() {
        var profiles = new MemoryProfiles();
        return new Stores(profiles, profiles.observations());
    }
}
