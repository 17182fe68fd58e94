package galaxy.app.badday;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.FaultProxy;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.RedisNode;
import galaxy.testkit.UsersCaller;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A network that loses replies and cuts connections under a stream of writes. */
final class LostRepliesIT {
    private static final int FAULTS = 25;

    @Test
    void every_acknowledged_write_is_there_exactly_once() throws Exception {
        try (RedisNode node = RedisNode.start(RedisNode.Options.plain().withAppendOnly());
                FaultProxy proxy = FaultProxy.inFrontOf(node);
                GalaxyInstance program = GalaxyInstance.serve("redis.uri=" + proxy.uri(), "log.level=error");
                Load load = Load.on(UsersCaller.of(program))) {
            for (int i = 0; i < FAULTS; i++) {
                load.awaitMore(3);
                switch (i % 5) {
                    case 0 -> proxy.cutAll();
                    case 4 -> proxy.loseReplies(1, FaultProxy.AfterLoss.HANG);
                    default -> proxy.loseReplies(1 + i % 3, FaultProxy.AfterLoss.CUT);
                }
            }
            load.awaitMore(3).stop();
            assertThat(proxy.repliesLost()).isGreaterThan(FAULTS / 2);
            assertThat(load.statuses()).isSubsetOf(200, 503);
            Map<String, JsonNode> accounts = load.verify(UsersCaller.of(program));
            Published.verify(Published.await(node), accounts);
        }
    }
}
