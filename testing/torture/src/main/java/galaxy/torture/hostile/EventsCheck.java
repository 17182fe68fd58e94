package galaxy.torture.hostile;

import galaxy.redis.LocalAccess;
import galaxy.redis.RedisAccess;
import galaxy.redis.RespConnection;
import galaxy.redis.RespReply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;

/** Checks every published event: none has an e-mail address, and all have only the fields of the envelope. */
record EventsCheck(Checks checks) {
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
            List<RespReply> page = page(redis, "-");
            while (!page.isEmpty()) {
                String from = "";
                for (RespReply entry : page) {
                    List<RespReply> parts = list(entry);
                    from = "(" + text(parts.getFirst());
                    List<String> event = list(parts.getLast()).stream()
                            .map(EventsCheck::text)
                            .toList();
                    checks.noAddress("an event", event.toString());
                    checks.check("each event is complete", isComplete(event), event);
                }
                count += page.size();
                page = page(redis, from);
            }
        }
        return count;
    }

    private static List<RespReply> page(RespConnection redis, String from) throws IOException {
        return list(redis.ask("XRANGE", "galaxy:events", from, "+", "COUNT", "1000"));
    }

    private static List<RespReply> list(RespReply reply) {
        return ((RespReply.Many) reply).items();
    }

    private static String text(RespReply reply) {
        return ((RespReply.Text) reply).value();
    }

    /** @param event names and values in turn */
    private static boolean isComplete(List<String> event) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < event.size(); i += 2) {
            names.add(event.get(i));
        }
        int data = 2 * names.indexOf("data") + 1;
        try {
            return names.contains("data")
                    && FIELDS.containsAll(names)
                    && new HashSet<>(names).size() == names.size()
                    && RestCheck.JSON.readTree(event.get(data)).isObject();
        } catch (JacksonException e) {
            return false;
        }
    }
}
