package galaxy.torture.hostile;

import galaxy.redis.LocalAccess;
import galaxy.redis.RedisAccess;
import galaxy.redis.RespConnection;
import galaxy.redis.RespReply;
import galaxy.torture.workload.Findings;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;

/** Reads every event that was published: none may tell an e-mail address, and none may be torn by what callers sent. */
record EventsCheck(Mark mark, Findings findings) {
    private static final String PAGE = "1000";
    private static final Set<String> FIELDS = Set.of(
            "specversion",
            "id",
            "type",
            "source",
            "subject",
            "time",
            "datacontenttype",
            "traceparent",
            "sequence",
            "data");

    /** Reads all; how many there are. */
    long run(Prey prey) throws IOException {
        LocalAccess access = LocalAccess.find(prey.redisFolder())
                .orElseThrow(() -> new IOException("the embedded Redis lets nobody read its events"));
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
            findings.check("no e-mail address in an event", !mark.isIn(texts.toString()), () -> shown(texts));
            findings.check("each event is whole", isWhole(texts), () -> shown(texts));
            return id;
        }
        throw new IOException("not an entry of a stream: " + entry);
    }

    private static String shown(List<RespReply> texts) {
        return RestJudge.clip(texts.toString());
    }

    private static boolean isWhole(List<RespReply> texts) {
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
                    && RestJudge.JSON.readTree(fields.getOrDefault("data", "")).isObject();
        } catch (JacksonException e) {
            return false;
        }
    }
}
