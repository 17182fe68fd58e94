package galaxy.store;

import io.lettuce.core.cluster.SlotHash;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * One of the 256 places where everything lives, fixed for ever. A bucket is a hash tag: all its keys share one slot of a
 * Redis Cluster and change in one atomic step. Bucket <i>i</i> lies in slots 64<i>i</i> … 64<i>i</i>+63.
 *
 * @param number 0 to 255
 */
public record Bucket(int number) {
    public static final int COUNT = 256;

    private static final int SLOTS_PER_BUCKET = SlotHash.SLOT_COUNT / COUNT;
    private static final String[] TAGS = tags();
    private static final List<Bucket> ALL =
            IntStream.range(0, COUNT).mapToObj(Bucket::new).toList();

    public Bucket {
        if (number < 0 || number >= COUNT) {
            throw new IllegalArgumentException("a bucket is 0 to 255, not " + number);
        }
    }

    public static List<Bucket> all() {
        return ALL;
    }

    /** The bucket of an id that was drawn at random: a plain hash spreads it evenly. */
    public static Bucket ofId(String id) {
        CRC32 crc = new CRC32();
        crc.update(id.getBytes(StandardCharsets.UTF_8));
        return ALL.get((int) (crc.getValue() & 0xff));
    }

    /** What stands between the braces of every key of this bucket. */
    public String tag() {
        return TAGS[number];
    }

    /** The tag of each bucket is the first number, written in base 36, that falls into the bucket's slots. */
    private static String[] tags() {
        String[] tags = new String[COUNT];
        int missing = COUNT;
        for (int i = 0; missing > 0; i++) {
            String tag = Integer.toString(i, 36);
            int bucket = SlotHash.getSlot(tag) / SLOTS_PER_BUCKET;
            if (tags[bucket] == null) {
                tags[bucket] = tag;
                missing--;
            }
        }
        return tags;
    }
}
