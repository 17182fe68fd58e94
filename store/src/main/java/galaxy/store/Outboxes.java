package galaxy.store;

import galaxy.store.Redis.Result;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XTrimArgs;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outboxes of one service, one per bucket, and how far each has been published. For one thread.
 *
 * <p>The checkpoints are a hash from the name of an outbox to the id of its last published event.
 */
final class Outboxes {
    static final String CHECKPOINTS = "{" + Relay.EVENTS + "}:marks";

    private static final Logger LOG = LoggerFactory.getLogger(Outboxes.class);

    private final Redis redis;
    private final Keyspace space;
    private final StoreMetrics metrics;
    private final byte[] retained;
    private final Consumer<Bucket> again;
    private final Checkpoint[] checkpoints = new Checkpoint[Bucket.COUNT];
    private boolean knowsCheckpoints;

    /**
     * Nothing is read yet.
     *
     * @param retained about how many events the public stream keeps
     * @param again called with a bucket whose outbox has to be published again
     */
    Outboxes(Redis redis, Keyspace space, StoreMetrics metrics, long retained, Consumer<Bucket> again) {
        this.redis = redis;
        this.space = space;
        this.metrics = metrics;
        this.retained = ascii(Long.toString(retained));
        this.again = again;
    }

    /** The buckets whose outbox is not empty, and those that cannot be read. */
    List<Bucket> waiting() {
        List<Redis.Command<Long>> lengths = new ArrayList<>(Bucket.COUNT);
        for (Bucket bucket : Bucket.all()) {
            lengths.add(commands -> commands.xlen(space.outbox(bucket)));
        }
        List<Result<Long>> answers = redis.tryAll("xlen", lengths);
        return Bucket.all().stream()
                .filter(bucket ->
                        !(answers.get(bucket.number()) instanceof Result.Answer<Long>(Long length) && length == 0))
                .toList();
    }

    /** The checkpoints have to be read before any outbox is. */
    void readCheckpoints() {
        if (knowsCheckpoints) {
            return;
        }
        Map<String, byte[]> known =
                redis.call("hgetall", ReplicatedCommand.of(CHECKPOINTS, commands -> commands.hgetall(CHECKPOINTS)));
        for (Bucket bucket : Bucket.all()) {
            byte[] checkpoint = known.get(space.outboxName(bucket));
            checkpoints[bucket.number()] = checkpoint == null ? Checkpoint.NONE : Checkpoint.parse(checkpoint);
        }
        knowsCheckpoints = true;
    }

    /**
     * The next events of each outbox that can be read, to be given to {@link #publish}.
     *
     * @param results one for each bucket, for the outboxes that cannot be read
     */
    record Read(List<OutboxBatch> batches, List<Result<List<StreamMessage<String, byte[]>>>> results) {
        /** The time of the oldest event that waits, if any does. */
        Optional<Instant> oldest() {
            return batches.stream()
                    .filter(batch -> !batch.events().isEmpty())
                    .map(batch -> batch.events().getFirst().getBody().get("time"))
                    .map(time -> Instant.parse(new String(time, StandardCharsets.US_ASCII)))
                    .min(Instant::compareTo);
        }
    }

    Read read(List<Bucket> buckets) {
        List<Redis.Command<List<StreamMessage<String, byte[]>>>> reads = new ArrayList<>(buckets.size());
        for (Bucket bucket : buckets) {
            String outbox = space.outbox(bucket);
            reads.add(ReplicatedCommand.of(
                    outbox, commands -> commands.xrange(outbox, Range.unbounded(), Limit.create(0, OutboxBatch.SIZE))));
        }
        List<Result<List<StreamMessage<String, byte[]>>>> results = redis.tryAll("xrange", reads);
        List<OutboxBatch> batches = new ArrayList<>(buckets.size());
        for (int i = 0; i < buckets.size(); i++) {
            if (results.get(i) instanceof Result.Answer<List<StreamMessage<String, byte[]>>>(var events)) {
                Bucket bucket = buckets.get(i);
                OutboxBatch batch = OutboxBatch.of(bucket, checkpoints[bucket.number()], events);
                if (batch.isSetBack() && !(batch.endsTooSoon() && holds(bucket, batch.known()))) {
                    goBack(batch);
                } else {
                    batches.add(batch);
                }
            }
        }
        return new Read(batches, results);
    }

    /** Publishes what was read; then throws if there was an outbox that could not be read. */
    void publish(Read read) {
        List<OutboxBatch> batches = read.batches();
        List<List<byte[]>> reached = redis.callAll(
                Script.PUBLISH.operation(), batches.stream().map(this::publish).toList());
        List<Redis.Command<Long>> trims = new ArrayList<>(batches.size());
        for (int i = 0; i < batches.size(); i++) {
            OutboxBatch batch = batches.get(i);
            Bucket bucket = batch.bucket();
            Checkpoint before = Checkpoint.parse(reached.get(i).getFirst());
            Checkpoint after = Checkpoint.parse(reached.get(i).getLast());
            checkpoints[bucket.number()] = after;
            metrics.published(after.number() - before.number());
            if (!before.equals(batch.known())) {
                // Another relay was at work, and only what is read from now on can be compared with the checkpoint.
                again.accept(bucket);
                continue;
            }
            if (batch.hasGapAfter(after)) {
                skip(bucket, after, batch.firstNumber() - 1);
                again.accept(bucket);
            } else if (!batch.isLast()) {
                again.accept(bucket);
            }
            trims.add(commands ->
                    commands.xtrim(space.outbox(bucket), XTrimArgs.Builder.minId(after.number() + 1 + "-0")));
        }
        Result.throwIfAny(redis.tryAll("xtrim", trims));
        Result.throwIfAny(read.results());
    }

    private ScriptCall<List<byte[]>> publish(OutboxBatch batch) {
        List<byte[]> arguments = new ArrayList<>();
        arguments.add(ascii(space.outboxName(batch.bucket())));
        arguments.add(retained);
        for (StreamMessage<String, byte[]> event : batch.events()) {
            Map<String, byte[]> fields = event.getBody();
            arguments.add(ascii(event.getId()));
            arguments.add(ascii(Integer.toString(2 * fields.size())));
            fields.forEach((name, value) -> {
                arguments.add(ascii(name));
                arguments.add(value);
            });
        }
        return new ScriptCall<>(
                Script.PUBLISH, new String[] {Relay.EVENTS, CHECKPOINTS}, arguments.toArray(byte[][]::new));
    }

    /** Whether an event is in its outbox under exactly this id. */
    private boolean holds(Bucket bucket, Checkpoint id) {
        Range<String> itself = Range.create(id.toString(), id.toString());
        return !redis.call("xrange", commands -> commands.xrange(space.outbox(bucket), itself))
                .isEmpty();
    }

    /** Continues behind events that are lost, so that those after them do not wait for ever. */
    private void skip(Bucket bucket, Checkpoint checkpoint, long last) {
        if (move(bucket, checkpoint, Checkpoint.at(last))) {
            LOG.error(
                    "events {} to {} of outbox {} are lost: they are not in it and were not published; a fail-over of"
                            + " Redis has lost writes",
                    checkpoint.number() + 1,
                    last,
                    space.outboxName(bucket));
            metrics.lost(last - checkpoint.number());
        }
    }

    /** Goes back to where the outbox begins: its events count, and not those that had their numbers before. */
    private void goBack(OutboxBatch batch) {
        Bucket bucket = batch.bucket();
        long first = batch.firstNumber();
        if (move(bucket, batch.known(), Checkpoint.at(first - 1))) {
            LOG.error(
                    "outbox {} has lost events up to {} that are public, and continues from {}: a fail-over of Redis has"
                            + " taken back their changes",
                    space.outboxName(bucket),
                    batch.known().number(),
                    first);
            metrics.setBack();
        }
        again.accept(bucket);
    }

    private boolean move(Bucket bucket, Checkpoint from, Checkpoint to) {
        long moved = redis.call(new ScriptCall<Long>(
                Script.MOVE_CHECKPOINT,
                new String[] {CHECKPOINTS},
                ascii(space.outboxName(bucket)),
                ascii(from.toString()),
                ascii(to.toString())));
        if (moved == 1) {
            checkpoints[bucket.number()] = to;
        } else {
            knowsCheckpoints = false;
        }
        return moved == 1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
