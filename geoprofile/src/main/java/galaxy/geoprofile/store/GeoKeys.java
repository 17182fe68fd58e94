package galaxy.geoprofile.store;

import galaxy.geoprofile.profile.RequestKey;
import galaxy.geoprofile.version.VersionState;
import galaxy.kernel.UserId;
import galaxy.store.Bucket;
import galaxy.store.Keyspace;
import galaxy.store.Shard;
import galaxy.store.StoreSecret;
import java.util.HexFormat;

/**
 * The keys of the geo profile service, besides those of {@link Keyspace}. All keys of one user lie in the bucket of the user id.
 *
 * <ul>
 *   <li>{@code geo:{tag}:profile:<user_id>}: record of a profile. Never deleted
 *   <li>{@code geo:{tag}:versions:<user_id>}: list of versions in a final state, in the order in which they came into it. Never
 *       deleted
 *   <li>{@code geo:{tag}:observations:<user_id>}: record of counts per day and country; expires 90 days after the last one
 *   <li>{@code geo:{tag}:response:<user_id>:<digest>}: record of the response to an idempotency key; expires after 24 hours
 * </ul>
 *
 * <p>In each shard {@code geo:{tag}:reviews:<status>}, for {@code proposed} and {@code syncing}: sorted set of the versions that
 * wait, with score 0. In the first bucket {@code event-position}: how far the public events were followed; and
 * {@code reviews-indexed}: for how many shards the sorted sets are complete.
 */
final class GeoKeys {
    static final Keyspace SPACE = new Keyspace("geo", "geoprofile");
    static final String PROFILE = "profile";
    static final String REVIEWS_INDEXED = SPACE.key(Bucket.all().getFirst(), "reviews-indexed");

    private final StoreSecret secret;

    GeoKeys(StoreSecret secret) {
        this.secret = secret;
    }

    static Bucket bucket(UserId userId) {
        return Bucket.ofId(userId.value());
    }

    static String profile(UserId userId) {
        return SPACE.key(bucket(userId), PROFILE, userId.value());
    }

    static String versions(UserId userId) {
        return SPACE.key(bucket(userId), "versions", userId.value());
    }

    static String observations(UserId userId) {
        return SPACE.key(bucket(userId), "observations", userId.value());
    }

    String response(UserId userId, RequestKey key) {
        byte[] digest =
                secret.sign("idempotency-key", key.caller() + "\n" + key.key().value());
        return SPACE.key(
                bucket(userId), "response", userId + ":" + HexFormat.of().formatHex(digest, 0, 16));
    }

    static String reviews(Shard shard, VersionState state) {
        return SPACE.key(shard, "reviews", state.code());
    }

    /** The user whose profile has a key. */
    static UserId userOf(String profileKey) {
        return UserId.of(profileKey.substring(profileKey.lastIndexOf(':') + 1));
    }
}
