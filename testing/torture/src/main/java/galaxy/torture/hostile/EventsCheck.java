package galaxy.torture.hostile;

import galaxy.redis.LocalAccess;
import galaxy.redis.RedisAccess;
import galaxy.redis.RespConnection;
import galaxy.redis.RespReply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;

/** Checks every published event: none has an e-mail address, and all have only the fields of the envelope. */
record EventsCheck(Checks checks) {
    private static final String PAGE = "1000";
    private static final Set<String> FIELDS = Set.of(
            "specversion id type source subject time datacontenttype traceparent sequence caller data".split(" "));

    /** Reads all; how many there are. */
    long run(Path redisFolder) throws IOException {
        LocalAccess access = LocalAccess.find(redisFolder)
                .orElseThrow(() -> new IOException("the embedded Redis gives no access to its events"));
        long count = 0;
        try (RespConnection redis =
                RespConnection.open(new RedisAccess(access.address(), Optional.empty()), Duration.ofSeconds(20))) {
            redis.call("AUTH", access.user(), access.password().reveal());
            String from = "-";
            while (redis.ask("XRANGE", "galaxy:events", from, "+", "COUNT", PAGE) instanceof RespReply.Many(var entries)
                    && !entries.isEmpty()) {
                for (RespReply entry : entries) {
                    from = "(" + check(entry);
                    count++;
                }
            }
        }
        return count;
    }

    /** The id of the entry. */
    private String check(RespReply entry) throws IOException {
        if (entry instanceof RespReply.Many(var parts)
                && parts.size() == 2
                && parts.get(0) instanceof RespReply.Text(String id)
                && parts.get(1) instanceof RespReply.Many(var texts)) {
            checks.noAddress("an event", texts.toString());
            checks.check("each event is complete", isComplete(texts), texts);
            return id;
        }
        throw new IOException("not an entry of a stream: " + entry);
    }

    private static boolean isComplete(List<RespReply> texts) {
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i + 1 < texts.size(); i += 2) {
            if (texts.get(i) instanceof RespReply.Text(String name)
                    && texts.get(i + 1) instanceof RespReply.Text(String value)) {
                fields.put(name, value);
            }
        }
        try {
            return 2 * fields.size() == texts.size()
                    && FIELDS.containsAll(fields.keySet())
                    && RestCheck.JSON.readTree(fields.getOrDefault("data", "")).isObject();
        } catch (JacksonException e) {
            return false;
        }
    }
}
