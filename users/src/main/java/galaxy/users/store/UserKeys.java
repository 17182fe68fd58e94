package galaxy.users.store;

import galaxy.kernel.EmailAddress;
import galaxy.kernel.UserId;
import galaxy.store.Bucket;
import galaxy.store.Keyspace;
import galaxy.store.Shard;
import galaxy.store.StoreSecret;
import galaxy.users.account.RequestKey;
import galaxy.users.listing.IndexTerm;
import java.util.HexFormat;

/**
 * The keys of the users service, besides those of {@link Keyspace}. All keys of one user lie in the bucket of the
 * user id, which is that of the e-mail address: a new id is drawn for that bucket.
 *
 * <ul>
 *   <li>{@code users:{tag}:subject:<e-mail>}: record of an e-mail subject: its user and its block. Never deleted
 *   <li>{@code users:{tag}:account:<user_id>}: record of an account: everything that one read returns. Never deleted
 *   <li>{@code users:{tag}:periods:<user_id>}: list of entitlement periods in the order they began, without the initial one
 *   <li>{@code users:{tag}:sanctions:<user_id>}, {@code …:limits:<user_id>}: list of sanctions and overrides that are no longer in force
 *   <li>{@code users:{tag}:answer:<user_id>:<digest>}: record of the result of an idempotency key; expires after 24 hours
 * </ul>
 *
 * <p>And in each shard:
 *
 * <ul>
 *   <li>{@code users:{tag}:index:<term>}: sorted set of listing keys with score 0, one per filter value
 *   <li>{@code users:{tag}:paid-ends}: sorted set of listing keys by the end of a finite paid plan, in milliseconds
 * </ul>
 */
final class UserKeys {
    static final Keyspace SPACE = new Keyspace("users");
    static final String INDEX = "index";

    private final StoreSecret secret;

    UserKeys(StoreSecret secret) {
        this.secret = secret;
    }

    Bucket bucket(UserId userId) {
        return Bucket.ofId(userId.value());
    }

    Bucket bucket(EmailAddress email) {
        return secret.bucketOf(email.value());
    }

    String subject(EmailAddress email) {
        return SPACE.key(bucket(email), "subject", email.value());
    }

    String account(UserId userId) {
        return SPACE.key(bucket(userId), "account", userId.value());
    }

    String periods(UserId userId) {
        return SPACE.key(bucket(userId), "periods", userId.value());
    }

    String sanctions(UserId userId) {
        return SPACE.key(bucket(userId), "sanctions", userId.value());
    }

    String limits(UserId userId) {
        return SPACE.key(bucket(userId), "limits", userId.value());
    }

    String result(UserId userId, RequestKey key) {
        byte[] digest =
                secret.sign("idempotency-key", key.caller() + "\n" + key.key().value());
        return SPACE.key(bucket(userId), "answer", userId + ":" + HexFormat.of().formatHex(digest, 0, 16));
    }

    String index(Shard shard, IndexTerm term) {
        return SPACE.key(shard, INDEX, term.name());
    }

    String paidEnds(Shard shard) {
        return SPACE.key(shard, "paid-ends");
    }
}
