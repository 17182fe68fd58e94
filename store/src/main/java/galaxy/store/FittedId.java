package galaxy.store;

import galaxy.kernel.RandomId;
import java.util.random.RandomGenerator;

/** Random ids in the bucket of what they belong to, so that both change in one commit. */
public final class FittedId {
    private FittedId() {}

    /** A fresh id with a prefix in a bucket, found after 256 tries on average. */
    public static String draw(String prefix, Bucket bucket, RandomGenerator random) {
        byte[] bytes = new byte[RandomId.BYTES];
        random.nextBytes(bytes);
        String id = RandomId.of(prefix, bytes);
        while (!Bucket.ofId(id).equals(bucket)) {
            // The id stays as random as its other fourteen bytes make it, and a count is cheaper than a draw.
            if (++bytes[RandomId.BYTES - 1] == 0) {
                bytes[RandomId.BYTES - 2]++;
            }
            id = RandomId.of(prefix, bytes);
        }
        return id;
    }
}
