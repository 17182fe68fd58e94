package galaxy.store;

import galaxy.chassis.health.HealthCheck.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether Redis takes changes: asks for the rights that every service needs, then writes one record and deletes it again, in one
 * script. However often it is asked, that happens some seconds apart at least. Of a cluster, some slots are asked, and one that
 * takes changes is enough.
 */
final class WriteProbe {
    private static final Duration GOOD_FOR = Duration.ofSeconds(2);
    private static final Duration BAD_FOR = Duration.ofMillis(500);

    /** Of the buckets of a cluster, as few as cover masters with an even part of the slots. */
    private static final int STEP = 16;

    private final Redis redis;

    /** That are not written, and for which rights are asked alone. */
    private final Set<String> asked = new ConcurrentSkipListSet<>(Set.of(Relay.EVENTS, Outboxes.CHECKPOINTS));

    private @Nullable Status last;
    private long until;

    WriteProbe(Redis redis) {
        this.redis = redis;
    }

    /** The rights to the keys of a service are asked for from now on. */
    void alsoFor(Keyspace service) {
        asked.add(service.service() + ":{" + Keyspace.FIRST.tag() + "}:probe");
    }

    /** As it was found a moment ago, or is found now. */
    synchronized Status status() {
        Status known = last;
        if (known == null || System.nanoTime() - until >= 0) {
            known = ask();
            last = known;
            until = System.nanoTime() + (known instanceof Status.Down ? BAD_FOR : GOOD_FOR).toNanos();
        }
        return known;
    }

    /**
     * Writes once.
     *
     * @throws StoreUnavailableException when that is refused, or there is no reply
     */
    void write() {
        redis.<Long>call(call(Keyspace.FIRST));
    }

    private Status ask() {
        Optional<String> shortage = redis.shortage();
        if (shortage.isPresent()) {
            return Status.down(shortage.get());
        }
        List<ScriptCall<Long>> calls = new ArrayList<>();
        for (int i = 0; i < (redis.isCluster() ? Bucket.COUNT : 1); i += STEP) {
            calls.add(call(new Bucket(i)));
        }
        Optional<RuntimeException> failure = Optional.empty();
        for (Redis.Result<Long> result : redis.tryScripts(calls)) {
            switch (result) {
                case Redis.Result.Answer<Long> written -> {
                    return Status.up();
                }
                case Redis.Result.Failed<Long>(RuntimeException failed) -> failure = Optional.of(failed);
            }
        }
        return Status.down(failure.map(WriteProbe::reason).orElse("Redis does not answer"));
    }

    private ScriptCall<Long> call(Bucket bucket) {
        byte[][] keys = asked.stream()
                .map(key -> key.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        return new ScriptCall<>(Script.WRITE_PROBE, new String[] {"galaxy:{" + bucket.tag() + "}:probe"}, keys);
    }

    /** The reply of Redis in words; it names commands and users of Redis, and no data. */
    static String reason(RuntimeException failure) {
        String reply = Failures.reply(failure).orElse("");
        String code = reply.replaceFirst(" .*", "");
        return switch (code) {
            case "READONLY" -> "Redis is a replica, and takes no changes";
            case "OOM" -> "Redis is out of memory (maxmemory), and takes no changes";
            case "MISCONF" -> "Redis cannot write to its disk, and takes no changes";
            case "NOREPLICAS" -> "Redis has too few replicas, and takes no changes";
            case "NOPERM" -> "the user of Redis lacks rights: " + reply;
            case "" -> "Redis does not answer";
            default -> "Redis takes no changes: " + code;
        };
    }
}
