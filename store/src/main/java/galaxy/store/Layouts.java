package galaxy.store;

import galaxy.kernel.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@link Layout} of a service as this instance last read it, and what follows for readers. The instance that started last
 * says by what everything is indexed; one that indexes by something else goes on, and leaves it to the other to index again
 * what it writes.
 */
public final class Layouts {
    private static final Logger LOG = LoggerFactory.getLogger(Layouts.class);

    private final Redis redis;
    private final OneRecord<Layout> stored;
    private final Keyspace space;
    private final Shards shards;
    private final String catalogue;
    private final boolean isNew;
    private volatile Layout known = Layout.BEFORE;

    /** @param rules everything that decides in which index a record is; of a service without indexes, empty */
    Layouts(SharedStore shared, BucketStore records, String rules) {
        this.redis = shared.redis();
        this.isNew = shared.secret().isNew();
        this.space = records.space();
        this.stored = new OneRecord<>(records, space.layout(), Layout.FORMAT, Layout.BEFORE);
        this.shards = redis.shards();
        this.catalogue = Sha256.hex(rules + "\n" + shards.all().size()).substring(0, 8);
    }

    /** What each record that is indexed now says about that: eight hexadecimal digits of the rules and the number of shards. */
    public String catalogue() {
        return catalogue;
    }

    /** The shards that together have an entry for every record: for a while also those of another topology. */
    public List<Shard> readable() {
        if (!isMoving()) {
            return shards.all();
        }
        List<Shard> all = new ArrayList<>(shards.all());
        all.addAll(shards.others().all());
        return all;
    }

    /** Whether there is one such shard. */
    public boolean isOneShard() {
        return readable().size() == 1;
    }

    /** Whether there may be records that only shards of another topology have an entry for. */
    public boolean isMoving() {
        Layout layout = known;
        return layout.isMoved() && !layout.isComplete();
    }

    /** Whether every record that has been indexed was so in the shards of now. */
    public boolean isInOnePlace() {
        return !known.isMoved();
    }

    /** Whether this instance's rules are those of the store. */
    public boolean isOwn() {
        return known.catalogue().equals(catalogue);
    }

    /** Whether each record is in exactly the indexes that this instance's rules say. */
    public boolean isWhole() {
        return isWhole(known);
    }

    /** The same, read now: what was read from the indexes before was complete if it still is. */
    public boolean isStillWhole() {
        return isWhole(stored.read());
    }

    private boolean isWhole(Layout layout) {
        return layout.catalogue().equals(catalogue) && layout.isComplete();
    }

    /** Makes the rules of this instance those of the store. Before the first commit. */
    void prepare() {
        Layout before = stored.read();
        refresh(layout -> layout.catalogue().equals(catalogue) ? layout : begun(layout));
        if (!known.equals(before) || !known.isComplete()) {
            announce();
        }
    }

    private Layout begun(Layout layout) {
        Layout begun = layout.begun(catalogue, shards.all().size());
        return isNew && layout.equals(Layout.BEFORE) ? begun.cleared() : begun;
    }

    /** Makes every later commit by other rules one that has to be indexed again. */
    void announce() {
        byte[] text = catalogue.getBytes(StandardCharsets.US_ASCII);
        List<Redis.Command<String>> sets = new ArrayList<>();
        for (Shard shard : shards.all()) {
            String key = space.catalogue(shard);
            sets.add(ReplicatedCommand.of(key, commands -> commands.set(key, text)));
        }
        redis.callAll("announce", sets);
    }

    /** Reads what the layout is now, and begins again if that is requested by hand. */
    Layout refresh() {
        Optional<String> request = Optional.ofNullable(redis.call("get", commands -> commands.get(ReindexRequest.KEY)))
                .map(text -> new String(text, StandardCharsets.UTF_8));
        refresh(layout -> request.isEmpty()
                        || request.equals(layout.asked())
                        || !layout.catalogue().equals(catalogue)
                ? layout
                : layout.requested(request));
        return known;
    }

    /**
     * Changes the layout, if it is this instance's.
     *
     * @return whether it still is
     */
    boolean advance(UnaryOperator<Layout> change) {
        refresh(layout -> layout.catalogue().equals(catalogue) ? change.apply(layout) : layout);
        return isOwn();
    }

    private void refresh(UnaryOperator<Layout> change) {
        boolean wasOwn = isOwn();
        known = stored.change(change);
        if (wasOwn && !isOwn()) {
            LOG.info(
                    "{} are indexed by other rules now: an instance with other limits or of another version has started",
                    space.service());
        }
    }
}
