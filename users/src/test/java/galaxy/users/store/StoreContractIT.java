package galaxy.users.store;

import galaxy.testkit.Topology;
import galaxy.users.memory.StoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Topology.class)
class StoreContractIT extends StoreContract {
    @Parameter
    private Topology topology;

    private Universe universe;

    @Override
    protected Stores open() {
        universe = new Universe(topology, 1);
        universe.begin();
        Universe.Caller caller = universe.caller();
        return new Stores(caller.accountStore(), caller.store().subjects(), caller.listing(), universe.clock);
    }

    @AfterEach
    void close() {
        universe.close();
    }
}
