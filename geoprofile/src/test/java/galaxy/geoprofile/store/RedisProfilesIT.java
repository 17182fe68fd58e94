package galaxy.geoprofile.store;

import galaxy.geoprofile.memory.ProfileStoreContract;
import galaxy.testkit.Topology;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The store in Redis does what every store does, on a stand-alone server and on a cluster. */
@ParameterizedClass
@EnumSource(Topology.class)
final class RedisProfilesIT extends ProfileStoreContract {
    @Parameter
    Topology topology;

    private final List<TestStore> opened = new ArrayList<>();

    @Override
    protected Stores open() {
        TestStore store = new TestStore(topology);
        opened.add(store);
        GeoStore geo = store.geo();
        return new Stores(geo.profiles(), geo.observations());
    }

    @AfterEach
    void close() {
        opened.forEach(TestStore::close);
    }
}
