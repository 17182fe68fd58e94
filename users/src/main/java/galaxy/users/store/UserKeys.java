package galaxy.users.store;

import galaxy.kernel.EmailAddress;
import galaxy.kernel.RandomId;
import galaxy.kernel.UserId;
import galaxy.store.Bucket;
import galaxy.store.Keyspace;
import galaxy.store.Shard;
import galaxy.store.StoreSecret;
import galaxy.users.account.EmailBlock;
import galaxy.users.account.RequestKey;
import galaxy.users.listing.IndexTerm;
import java.util.Arrays;
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
 *   <li>{@code users:{tag}:email-answer:<digest>}: the same of one that belongs to an e-mail address
 * </ul>
 *
 * <p>And in each shard:
 *
 * <ul>
 *   <li>{@code users:{tag}:index:<term>}: sorted set of listing keys with score 0, one per filter value
 *   <li>{@code users:{tag}:blocks}: sorted set of blocks of e-mail subjects with score 0, {@code blocked_ms (13
 *       digits)|block_id|e-mail}
 *   <li>{@code users:{tag}:paid-ends}: sorted set of listing keys by the end of a finite paid plan, in milliseconds
 * </ul>
 *
 * <p>In the first bucket {@code blocks-indexed}: for how many shards {@code blocks} was filled from the subjects. In {@code due}
 * there are e-mail addresses too, each with the end of its block.
 */
final class UserKeys {
    static final Keyspace SPACE = new Keyspace("users");
    static final String INDEX = "index";
    static final String ACCOUNT = "account";

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
        return SPACE.key(bucket(userId), ACCOUNT, userId.value());
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

    String result(EmailAddress email, RequestKey key) {
        byte[] digest = secret.sign(
                "idempotency-key-of-address",
                email.value() + "\n" + key.caller() + "\n" + key.key().value());
        return SPACE.key(bucket(email), "email-answer", HexFormat.of().formatHex(digest, 0, 16));
    }

    /** The id of a block of an address, which does not show the address. */
    String blockId(EmailAddress email, EmailBlock block) {
        byte[] digest =
                secret.sign("block-id", email.value() + "\n" + block.blockedAt().toEpochMilli());
        return RandomId.of("blk_", Arrays.copyOf(digest, RandomId.BYTES));
    }

    /** The place of a block in the listing, the address apart. */
    String blockPlace(EmailAddress email, EmailBlock block) {
        String millis = Long.toString(block.blockedAt().toEpochMilli());
        return "0".repeat(13 - millis.length()) + millis + "|" + blockId(email, block);
    }

    /** The member of the index of blocks. */
    String blockMember(EmailAddress email, EmailBlock block) {
        return blockPlace(email, block) + "|" + email.value();
    }

    /** The address of a {@link #subject}. */
    static EmailAddress emailOf(String subject) {
        return EmailAddress.of(subject.substring(subject.indexOf("}:subject:") + "}:subject:".length()));
    }

    /** Whether an id that is due is an e-mail address; no id of a user has an @. */
    static boolean isAddress(String due) {
        return due.indexOf('@') >= 0;
    }

    String blocks(Shard shard) {
        return SPACE.key(shard, "blocks");
    }

    static String blocksIndexed() {
        return SPACE.key(Bucket.all().getFirst(), "blocks-indexed");
    }

    String index(Shard shard, IndexTerm term) {
        return SPACE.key(shard, INDEX, term.name());
    }

    String paidEnds(Shard shard) {
        return SPACE.key(shard, "paid-ends");
    }
}
