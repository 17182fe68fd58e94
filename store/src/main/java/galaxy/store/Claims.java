package galaxy.store;

import galaxy.store.Naming.Held;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
    private final String policy;

    /**
     * @param buckets from a name to the bucket of its claim
     * @param policy by which names that are taken were made
     */
    Claims(Redis redis, Keyspace space, Function<String, Bucket> buckets, String policy) {
        this.redis = redis;
        this.space = space;
        this.buckets = buckets;
        this.policy = policy;
    }

    /** Where the claim of a name is. */
    Bucket bucketOf(String name) {
        return buckets.apply(name);
    }

    /**
     * A claim as it stands in the store. Names that had a key before a change of the policy made it the same for them share
     * it: then there is one claim in each line, and what is said of one is said of the first.
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

        /** Every single claim. */
        public List<Claim> each() {
            return text.lines().map(Claim::new).toList();
        }

        private String part(int i) {
            return text.lines().findFirst().orElseThrow().split(" ", 4)[i];
        }
    }

    /** What is done with a claim that was seen. */
    enum Seen {
        REPLACE,
        JOIN
    }

    /** The claim on a name. */
    public Optional<Claim> find(String name) {
        return claim(redis.call("get_claim", commands -> commands.get(key(name))));
    }

    /** The claims on many names. */
    List<Optional<Claim>> findAll(List<String> names) {
        List<Redis.Command<byte[]>> reads = new ArrayList<>(names.size());
        names.forEach(name -> reads.add(commands -> commands.get(key(name))));
        List<Optional<Claim>> found = new ArrayList<>(names.size());
        redis.callAll("get_claim", reads).forEach(claim -> found.add(claim(claim)));
        return found;
    }

    /** Takes a key of a name in place of a claim that was seen, as below. */
    Optional<Claim> take(String owner, Held wanted, String details, Optional<Claim> seen, Instant now) {
        return take(owner, wanted, details, seen, Seen.REPLACE, now);
    }

    /**
     * Takes a key of a name if it is free, this owner's already, or held exactly as it was seen.
     *
     * @param what to do with the claim that was seen
     * @return the claim that holds it otherwise
     */
    Optional<Claim> take(String owner, Held wanted, String details, Optional<Claim> seen, Seen what, Instant now) {
        return claim(redis.call(taking(owner, wanted, details, seen, what, now)));
    }

    private ScriptCall<byte[]> taking(
            String owner, Held wanted, String details, Optional<Claim> seen, Seen what, Instant now) {
        Bucket bucket = buckets.apply(wanted.name());
        return new ScriptCall<>(
                Script.CLAIM,
                new String[] {
                    space.name(bucket, wanted.name()),
                    review(bucket),
                    space.claimNumber(bucket),
                    space.sharedNames(bucket)
                },
                utf8(mine(owner, wanted.token())),
                utf8(details),
                utf8(seen.map(Claim::text).orElse("")),
                utf8(wanted.name()),
                utf8(Long.toString(now.toEpochMilli())),
                utf8(policy),
                utf8(what.name().toLowerCase(Locale.ROOT)));
    }

    /** Takes a key that no one has in a commit of its bucket, which writes the record of a new owner. */
    void takeIn(Commit commit, String owner, Held wanted, String details) {
        Bucket bucket = buckets.apply(wanted.name());
        commit.claim(
                space.name(bucket, wanted.name()),
                space.claimNumber(bucket),
                policy,
                mine(owner, wanted.token()),
                details);
    }

    /** A key for an owner, with the details of the claim. */
    record Request(String owner, Held held, String details) {}

    /** Takes many keys, each if it is free or this owner's already; those that were taken. */
    Set<Held> takeAll(List<Request> all, Instant now) {
        List<Redis.Result<byte[]>> results = redis.tryScripts(all.stream()
                .map(each -> taking(each.owner(), each.held(), each.details(), Optional.empty(), Seen.REPLACE, now))
                .toList());
        Set<Held> taken = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            if (results.get(i) instanceof Redis.Result.Answer<byte[]>(byte[] holding)
                    && claim(holding).isEmpty()) {
                taken.add(all.get(i).held());
            }
        }
        return taken;
    }

    /** Takes back an owner's claim on a name, if it is held exactly so: unless others have it too, it is free then. */
    void release(String owner, Held held) {
        redis.call(releasing(owner, held));
    }

    /** The same for many. */
    void releaseAll(List<Request> all) {
        Redis.Result.throwIfAny(redis.tryScripts(
                all.stream().map(each -> releasing(each.owner(), each.held())).toList()));
    }

    private ScriptCall<Long> releasing(String owner, Held held) {
        Bucket bucket = buckets.apply(held.name());
        return new ScriptCall<>(
                Script.RELEASE,
                new String[] {space.name(bucket, held.name()), review(bucket), space.sharedNames(bucket)},
                utf8(mine(owner, held.token())),
                utf8(held.name()));
    }

    /** Removes a name from the claims to review, if its claim still is as it was seen. */
    void settle(String name, Optional<Claim> seen) {
        Bucket bucket = buckets.apply(name);
        redis.call(new ScriptCall<Long>(
                Script.SETTLE,
                new String[] {space.name(bucket, name), review(bucket)},
                utf8(seen.map(Claim::text).orElse("")),
                utf8(name)));
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
