package galaxy.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The two shapes of store that everything must work on. Made for {@code @ParameterizedClass @EnumSource}. */
public enum Topology {
    STAND_ALONE,
    CLUSTER;

    /** The address of this JVM's shared server or cluster, healed and emptied. */
    public String freshUri() {
        return switch (this) {
            case STAND_ALONE -> {
                RedisNode node = Servers.standAlone();
                node.heal();
                node.flush();
                yield node.uri();
            }
            case CLUSTER -> {
                RedisClusterOfThree cluster = Servers.cluster();
                cluster.flush();
                yield cluster.uri();
            }
        };
    }

    /** The masters behind {@link #freshUri()}, to look into or to break. */
    public List<RedisNode> nodes() {
        return switch (this) {
            case STAND_ALONE -> List.of(Servers.standAlone());
            case CLUSTER -> Servers.cluster().nodes();
        };
    }

    /** What a service has in the store. Nothing may write meanwhile. */
    public RecordSet records(String service) {
        try {
            return new RecordSet(
                    StoreImage.read(nodes().stream().map(RedisNode::access).toList()), service);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
