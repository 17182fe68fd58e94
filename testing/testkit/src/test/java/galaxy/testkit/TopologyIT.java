package galaxy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The pattern for a suite that must hold on a stand-alone server and on a cluster alike. */
@ParameterizedClass
@EnumSource(Topology.class)
class TopologyIT {

    @Parameter
    Topology topology;

    String uri;

    @BeforeEach
    void empty_store() {
        uri = topology.freshUri();
    }

    @Test
    void begins_with_an_empty_store() {
        assertThat(uri).startsWith(topology == Topology.CLUSTER ? "redis-cluster://" : "redis://");
        assertThat(topology.nodes())
                .allSatisfy(node -> assertThat(node.call("DBSIZE")).isEqualTo("0"));
        topology.nodes().forEach(node -> node.call("FUNCTION", "FLUSH"));
    }

    @Test
    void begins_with_an_answering_store_whatever_the_test_before_did() {
        assertThat(topology.nodes())
                .allSatisfy(node -> assertThat(node.call("PING")).isEqualTo("PONG"));
        topology.nodes().getFirst().kill9();
    }
}
