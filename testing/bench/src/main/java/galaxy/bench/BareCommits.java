package galaxy.bench;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The commit script by itself, on one shared connection: a new record, a history entry, an index entry and an event. */
final class BareCommits implements AutoCloseable {
    private static final int RECORD = 500;
    private static final int ENTRY = 200;
    private static final List<String> EVENT = List.of(
            "specversion",
            "1.0",
            "id",
            "x".repeat(32),
            "type",
            "user.entitlement.changed",
            "source",
            "/users",
            "subject",
            "x".repeat(30),
            "time",
            "2026-01-01T00:00:00.000Z",
            "data",
            "x".repeat(300));

    private final RedisClient client;
    private final StatefulRedisConnection<String, byte[]> connection;
    private final String script;
    private final String name;
    private final AtomicLong numbers = new AtomicLong();

    BareCommits(String redisUri) throws IOException {
        this(redisUri, "");
    }

    /** @param name of its records; those of two on one Redis must differ */
    BareCommits(String redisUri, String name) throws IOException {
        this.name = name;
        client = RedisClient.create(redisUri);
        connection = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
        try (InputStream in = BareCommits.class.getResourceAsStream("/galaxy/store/commit.lua")) {
            if (in == null) {
                throw new IOException("the commit script is not on the class path");
            }
            script = connection.sync().scriptLoad(in.readAllBytes());
        }
    }

    boolean once() throws Exception {
        String number = name + numbers.getAndIncrement();
        String[] keys = {
            "bench:{b}:account:" + number,
            "bench:{b}:periods:" + number,
            "bench:{b}:index",
            "bench:{b}:outbox-number",
            "bench:{b}:outbox"
        };
        List<String> arguments = new ArrayList<>(List.of("1", "1", "", "00000000000000000001"));
        arguments.addAll(List.of("put", "1", "x".repeat(RECORD), "push", "2", "x".repeat(ENTRY)));
        arguments.addAll(List.of("add", "3", "0", "0000000000000|" + number));
        arguments.addAll(List.of("emit", "5", "4", "1", Integer.toString(EVENT.size())));
        arguments.addAll(EVENT);
        byte[][] bytes = arguments.stream()
                .map(argument -> argument.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        String reply = connection
                .async()
                .<String>evalsha(script, ScriptOutputType.STATUS, keys, bytes)
                .get(10, TimeUnit.SECONDS);
        if (!"OK".equals(reply)) {
            throw new IllegalStateException("the reply to the commit is " + reply);
        }
        return true;
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown();
    }
}
