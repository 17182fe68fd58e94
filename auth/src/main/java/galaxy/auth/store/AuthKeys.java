package galaxy.auth.store;

import galaxy.auth.challenge.ChallengeId;
import galaxy.kernel.UserId;
import galaxy.sessions.store.SessionKeys;
import galaxy.store.Bucket;
import galaxy.store.Keyspace;
import galaxy.store.StoreSecret;
import java.util.HexFormat;

/**
 * The keys of auth, besides those of {@link Keyspace} and {@link SessionKeys}. A challenge is in the bucket of its limits digest,
 * a session in that of its user, a mail in that of what it belongs to: their ids are drawn for these buckets.
 *
 * <ul>
 *   <li>{@code auth:{tag}:challenge:<challenge_id>}: record of a challenge; expires after 30 minutes
 *   <li>{@code auth:{tag}:limits:<digest>}: record of the limits of addresses with one digest; expires after 30 days
 *   <li>{@code auth:{tag}:sessions:<user_id>}: record of which sessions a user has; expires 30 days after the last has ended
 *   <li>{@code auth:{tag}:rate:<digest>}: a budget, in the memory of the master
 * </ul>
 *
 * <p>In the first bucket {@code event-position}: how far the public events were followed. Mails are in {@link RedisMails}.
 */
final class AuthKeys {
    static final Keyspace SPACE = SessionKeys.SPACE;

    private static final int DIGEST_BYTES = 16;

    private final StoreSecret secret;

    AuthKeys(StoreSecret secret) {
        this.secret = secret;
    }

    /** 32 hexadecimal digits of an HMAC. */
    String digest(String purpose, String text) {
        return HexFormat.of().formatHex(secret.sign(purpose, text), 0, DIGEST_BYTES);
    }

    static Bucket ofDigest(String digest) {
        return Bucket.all().get(Integer.parseInt(digest, 0, 2, 16));
    }

    static Bucket bucket(ChallengeId id) {
        return Bucket.ofId(id.value());
    }

    static String challenge(ChallengeId id) {
        return SPACE.key(bucket(id), "challenge", id.value());
    }

    static String limits(String digest) {
        return SPACE.key(ofDigest(digest), "limits", digest);
    }

    static String sessions(UserId userId) {
        return SPACE.key(SessionKeys.bucket(userId), "sessions", userId.value());
    }

    /** @param bucket of the budget that is taken together with it */
    @SuppressWarnings("MissingSummary")
    static String rate(Bucket bucket, String digest) {
        return SPACE.key(bucket, "rate", digest);
    }
}
