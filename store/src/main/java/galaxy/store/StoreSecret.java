package galaxy.store;

import galaxy.chassis.settings.SettingsException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The store's own secret, drawn once when the store is new and stored in it: hash {@code galaxy:store} with the fields
 * {@code format} and {@code secret}. It spreads e-mail addresses and names over the buckets and authenticates page tokens,
 * so that every instance on one store agrees.
 */
public final class StoreSecret {
    static final String KEY = "galaxy:store";

    private static final String FORMAT = "4";

    /**
     * Without shards, without policies of names, and with generated names in the buckets of others: what is in it is moved by
     * this version, and is of no use to earlier ones.
     */
    private static final Set<String> BEFORE = Set.of("1", "2", "3");

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final boolean isNew;

    private StoreSecret(byte[] secret, boolean isNew) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
        this.isNew = isNew;
    }

    /**
     * Reads the secret of the store, or draws it for a new store.
     *
     * @throws SettingsException when the store was written in a format that this version does not know
     */
    public static StoreSecret open(Redis redis, RandomGenerator random) {
        byte[] fresh = new byte[32];
        random.nextBytes(fresh);
        boolean isNew = redis.call(
                "secret",
                commands -> commands.hsetnx(KEY, "secret", Base64.getEncoder().encode(fresh)));
        redis.call("secret", commands -> commands.hsetnx(KEY, "format", FORMAT.getBytes(StandardCharsets.US_ASCII)));
        String format = new String(read(redis, "format"), StandardCharsets.US_ASCII);
        if (BEFORE.contains(format)) {
            redis.call("secret", commands -> commands.hset(KEY, "format", FORMAT.getBytes(StandardCharsets.US_ASCII)));
        } else if (!format.equals(FORMAT)) {
            throw new SettingsException(List.of("redis.uri: the store has format " + format
                    + ", this version of Galaxy knows format " + FORMAT + "; run the version that wrote it"));
        }
        return new StoreSecret(Base64.getDecoder().decode(read(redis, "secret")), isNew);
    }

    /** Whether it was drawn just now: nothing else was in the store before. */
    boolean isNew() {
        return isNew;
    }

    private static byte[] read(Redis redis, String field) {
        return redis.call("secret", ReplicatedCommand.of(KEY, commands -> commands.hget(KEY, field)));
    }

    /** The bucket of something that outsiders choose: an e-mail address, a name. */
    public Bucket bucketOf(String text) {
        return Bucket.all().get(sign("bucket", text)[0] & 0xff);
    }

    /**
     * HMAC-SHA-256 of a text.
     *
     * @param purpose keeps signatures for different uses apart
     * @return 32 bytes
     */
    public byte[] sign(String purpose, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
