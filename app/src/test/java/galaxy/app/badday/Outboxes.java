package galaxy.app.badday;

import galaxy.redis.RespConnection;
import galaxy.redis.RespReply;
import java.io.IOException;

/** What waits to be published. */
final class Outboxes {
    private Outboxes() {}

    static boolean areEmpty(RespConnection redis) throws IOException {
        if (redis.ask("KEYS", "users:*:outbox") instanceof RespReply.Many(var keys)) {
            for (RespReply key : keys) {
                if (key instanceof RespReply.Text(String name)
                        && redis.ask("XLEN", name) instanceof RespReply.Whole(long length)
                        && length > 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
