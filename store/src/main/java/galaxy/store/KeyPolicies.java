package galaxy.store;

import galaxy.chassis.settings.SettingsException;
import galaxy.store.StoreUnavailableException.Fate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The {@link KeyPolicy} of a service as this instance last read it. The instance that started last says by which policy keys
 * are made; the store refuses claims by another, so that older instances, also those of before there were policies, give no
 * user a name any more.
 */
final class KeyPolicies {
    static final String OTHER = "an instance with other rules for names has started, and only such give names";

    /** A store without the record: new, or of before there were policies. */
    private static final KeyPolicy BEFORE = KeyPolicy.begun("");

    private final Redis redis;
    private final Keyspace space;
    private final String policy;
    private final boolean isNew;
    private final OneRecord<KeyPolicy> stored;
    private volatile KeyPolicy known;
    private volatile boolean isPrepared;

    /** @param policy of this instance: any text */
    KeyPolicies(SharedStore shared, BucketStore records, String policy) {
        this.redis = shared.redis();
        this.space = records.space();
        this.policy = policy;
        this.isNew = shared.secret().isNew();
        this.stored = new OneRecord<>(records, space.keyPolicy(), KeyPolicy.FORMAT, BEFORE);
        this.known = KeyPolicy.whole(policy);
    }

    /** Whether this instance's policy is that of the store. */
    boolean isOwn() {
        return known.policy().equals(policy);
    }

    /** Whether every name has its keys by this instance's policy, so that a key no one holds is no one's. */
    boolean isWhole() {
        return isOwn() && known.isWhole();
    }

    /**
     * Makes sure that a key no one holds is no one's.
     *
     * @throws StoreUnavailableException while names get other keys: the name of a user who has not been reached may have it
     */
    void requireWhole() {
        if (!isWhole()) {
            throw new StoreUnavailableException(
                    Fate.NOT_APPLIED,
                    "all names are being compared by other rules, and no new ones given until that is done");
        }
    }

    /**
     * Makes sure that an instance with another policy has not started, at this moment.
     *
     * @throws StoreUnavailableException when one has
     */
    void requireOwn() {
        if (isPrepared && !refresh().policy().equals(policy)) {
            throw new StoreUnavailableException(Fate.NOT_APPLIED, OTHER);
        }
    }

    /**
     * Makes the policy of this instance that of the store. Before the first claim.
     *
     * @param canWalk whether the names of the service can be given other keys
     * @throws SettingsException when they cannot, but need to be
     */
    void prepare(boolean canWalk) {
        KeyPolicy before = stored.read();
        if (!canWalk && !before.equals(BEFORE) && !before.policy().equals(policy)) {
            throw new SettingsException(
                    List.of("redis.uri: the names of " + space.service() + " have keys by the policy " + before.policy()
                            + ", this version makes them by " + policy + "; run the version that made them"));
        }
        KeyPolicy begun =
                canWalk && !(isNew && before.equals(BEFORE)) ? KeyPolicy.begun(policy) : KeyPolicy.whole(policy);
        known = stored.change(seen -> seen.policy().equals(policy) ? seen : begun);
        isPrepared = true;
        if (!known.equals(before) || !known.isWhole()) {
            announce();
        }
    }

    /** Makes the store refuse claims by other policies. */
    void announce() {
        byte[] text = policy.getBytes(StandardCharsets.UTF_8);
        List<ScriptCall<Long>> calls = Bucket.all().stream()
                .map(bucket -> new ScriptCall<Long>(Script.NAME_POLICY, new String[] {space.claimNumber(bucket)}, text))
                .toList();
        redis.callAll(Script.NAME_POLICY.operation(), calls);
    }

    KeyPolicy refresh() {
        known = stored.read();
        return known;
    }

    /**
     * Changes the record, if it is this instance's.
     *
     * @return whether it still is
     */
    boolean advance(UnaryOperator<KeyPolicy> change) {
        known = stored.change(seen -> seen.policy().equals(policy) ? change.apply(seen) : seen);
        return isOwn();
    }

    /** How many keys have claims of several names. */
    long collisions() {
        List<Redis.Command<Long>> counts = Bucket.all().stream()
                .<Redis.Command<Long>>map(bucket -> commands -> commands.hlen(space.sharedNames(bucket)))
                .toList();
        return redis.callAll("hlen", counts).stream().mapToLong(Long::longValue).sum();
    }
}
