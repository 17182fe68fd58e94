package galaxy.torture.users;

import galaxy.store.Bucket;
import java.util.List;

/** The tags of the buckets, in their order. */
final class Buckets {
    static final List<String> TAGS = Bucket.all().stream().map(Bucket::tag).toList();

    private Buckets() {}
}
