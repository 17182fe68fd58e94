package galaxy.store;

import galaxy.store.Naming.Held;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Claims on names, each in the bucket of its name. A claim is {@code <owner> <token> <number> <details>}; it refers to the
 * owner's record, which alone says whether it is valid.
 */
public final class Claims {
    private final Redis redis;
    private final Keyspace space;
    private final Function<String, Bucket> buckets;

    /** @param buckets from a name to the bucket of its claim */
    Claims(Redis redis, Keyspace space, Function<String, Bucket> buckets) {
        this.redis = redis;
        this.space = space;
        this.buckets = buckets;
    }

    /**
     * A claim as it stands in the store.
     *
     * @param text all of it
     */
    public record Claim(String text) {
        public String owner() {
            return part(0);
        }

        public String token() {
            return part(1);
        }

        public String details() {
            return part(3);
        }

        private String part(int i) {
            return text.split(" ", 4)[i];
        }
    }

    /** The claim on a name. */
    public Optional<Claim> find(String name) {
        return claim(redis.call("get_claim", commands -> commands.get(key(name))));
    }

    /**
     * Takes a key of a name if it is free, this owner's already, or held exactly as {@code replaceable}.
     *
     * @return the claim that holds it otherwise
     */
    Optional<Claim> take(String owner, Held wanted, String details, Optional<Claim> replaceable, Instant now) {
        Bucket bucket = buckets.apply(wanted.name());
        String mine = mine(owner, wanted.token());
        return claim(redis.call(new ScriptCall<byte[]>(
                Script.CLAIM,
                new String[] {space.name(bucket, wanted.name()), review(bucket), space.claimNumber(bucket)},
                utf8(mine),
                utf8(details),
                utf8(replaceable.map(Claim::text).orElse("")),
                utf8(wanted.name()),
                utf8(Long.toString(now.toEpochMilli())))));
    }

    /** Frees a name if it is held exactly so. */
    void release(String owner, Held held) {
        redis.call(new ScriptCall<Long>(
                Script.RELEASE, keys(held.name()), utf8(mine(owner, held.token())), utf8(held.name())));
    }

    /** Removes a name from the claims to review, if its claim still is as it was seen. */
    void settle(String name, Optional<Claim> seen) {
        redis.call(new ScriptCall<Long>(
                Script.SETTLE, keys(name), utf8(seen.map(Claim::text).orElse("")), utf8(name)));
    }

    private String[] keys(String name) {
        Bucket bucket = buckets.apply(name);
        return new String[] {space.name(bucket, name), review(bucket)};
    }

    private String review(Bucket bucket) {
        return space.claims(redis.shards().of(bucket));
    }

    private String key(String name) {
        return space.name(buckets.apply(name), name);
    }

    private static String mine(String owner, String token) {
        return owner + " " + token + " ";
    }

    private static Optional<Claim> claim(byte @Nullable [] stored) {
        return stored == null ? Optional.empty() : Optional.of(new Claim(new String(stored, StandardCharsets.UTF_8)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
