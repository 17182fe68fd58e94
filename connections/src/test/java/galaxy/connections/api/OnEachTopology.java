package galaxy.connections.api;

import galaxy.testkit.Topology;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of one open service on an empty store, first on a stand-alone server, then on a cluster. */
@ParameterizedClass
@EnumSource(Topology.class)
abstract class OnEachTopology {
    static Api api;

    @Parameter
    Topology topology;

    @BeforeParameterizedClassInvocation
    static void start(Topology topology) {
        api = Api.open(topology);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        api.close();
    }
}
