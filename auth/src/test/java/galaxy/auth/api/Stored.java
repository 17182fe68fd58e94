package galaxy.auth.api;

import galaxy.testkit.RedisNode;
import galaxy.testkit.StoreImage;
import galaxy.testkit.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What a test finds in the store. */
final class Stored {
    private Stored() {}

    static StoreImage image(Topology topology) {
        try {
            return StoreImage.read(
                    topology.nodes().stream().map(RedisNode::access).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
