package galaxy.store;

import galaxy.store.Redis.Result;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outboxes of one service, one per shard, and how far each has been published. For one thread.
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
    private final List<Shard> shards;
    private final Consumer<Shard> again;
    private final Map<Shard, Checkpoint> checkpoints = new HashMap<>();
    private boolean knowsCheckpoints;

    /**
     * Nothing is read yet.
     *
     * @param shards whose outboxes
     * @param again called with a shard whose outbox has to be published again
     */
    Outboxes(SharedStore shared, Keyspace space, List<Shard> shards, Consumer<Shard> again) {
        this.redis = shared.redis();
        this.shards = shards;
        this.space = space;
        this.metrics = shared.metrics();
        this.retained = ascii(Long.toString(shared.retainedEvents()));
        this.again = again;
    }

    /** The shards whose outbox is not empty, and those that cannot be read. */
    List<Shard> waiting() {
        List<Redis.Command<Long>> lengths = new ArrayList<>(shards.size());
        for (Shard shard : shards) {
            lengths.add(commands -> commands.xlen(space.outbox(shard)));
        }
        List<Result<Long>> answers = redis.tryAll("xlen", lengths);
        return IntStream.range(0, shards.size())
                .filter(i -> !(answers.get(i) instanceof Result.Answer<Long>(Long length) && length == 0))
                .mapToObj(shards::get)
                .toList();
    }

    /** The checkpoints have to be read before any outbox is. */
    void readCheckpoints() {
        if (knowsCheckpoints) {
            return;
        }
        Map<String, byte[]> known =
                redis.call("hgetall", ReplicatedCommand.of(CHECKPOINTS, commands -> commands.hgetall(CHECKPOINTS)));
        for (Shard shard : shards) {
            byte[] checkpoint = known.get(space.outboxName(shard));
            checkpoints.put(shard, checkpoint == null ? Checkpoint.NONE : Checkpoint.parse(checkpoint));
        }
        knowsCheckpoints = true;
    }

    /**
     * The next events of each outbox that can be read, to be given to {@link #publish}.
     *
     * @param results one for each shard, for the outboxes that cannot be read
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

    Read read(List<Shard> wanted) {
        List<Redis.Command<List<StreamMessage<String, byte[]>>>> reads = new ArrayList<>(wanted.size());
        for (Shard shard : wanted) {
            String outbox = space.outbox(shard);
            reads.add(ReplicatedCommand.of(
                    outbox, commands -> commands.xrange(outbox, Range.unbounded(), Limit.create(0, OutboxBatch.SIZE))));
        }
        List<Result<List<StreamMessage<String, byte[]>>>> results = redis.tryAll("xrange", reads);
        List<OutboxBatch> batches = new ArrayList<>(wanted.size());
        for (int i = 0; i < wanted.size(); i++) {
            if (results.get(i) instanceof Result.Answer<List<StreamMessage<String, byte[]>>>(var events)) {
                Shard shard = wanted.get(i);
                OutboxBatch batch = OutboxBatch.of(shard, known(shard), events);
                if (batch.isSetBack() && !(batch.endsTooSoon() && holds(shard, batch.known()))) {
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
        List<ScriptCall<Long>> trims = new ArrayList<>(batches.size());
        for (int i = 0; i < batches.size(); i++) {
            OutboxBatch batch = batches.get(i);
            Shard shard = batch.shard();
            Checkpoint before = Checkpoint.parse(reached.get(i).getFirst());
            Checkpoint after = Checkpoint.parse(reached.get(i).getLast());
            checkpoints.put(shard, after);
            metrics.published(after.number() - before.number());
            if (!before.equals(batch.known())) {
                // Another relay was at work, and only what is read from now on can be compared with the checkpoint.
                again.accept(shard);
                continue;
            }
            if (batch.hasGapAfter(after)) {
                skip(shard, after, batch.firstNumber() - 1);
                again.accept(shard);
            } else if (!batch.isLast()) {
                again.accept(shard);
            }
            trims.add(trim(shard, after));
        }
        Result.throwIfAny(redis.tryAll(Script.TRIM.operation(), trims));
        Result.throwIfAny(read.results());
    }

    private ScriptCall<Long> trim(Shard shard, Checkpoint last) {
        return new ScriptCall<>(
                Script.TRIM,
                new String[] {space.outbox(shard)},
                ascii(last.toString()),
                ascii(Checkpoint.at(last.number() + 1).toString()));
    }

    private ScriptCall<List<byte[]>> publish(OutboxBatch batch) {
        List<byte[]> arguments = new ArrayList<>();
        arguments.add(ascii(space.outboxName(batch.shard())));
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
    private boolean holds(Shard shard, Checkpoint id) {
        Range<String> itself = Range.create(id.toString(), id.toString());
        return !redis.call("xrange", commands -> commands.xrange(space.outbox(shard), itself))
                .isEmpty();
    }

    /** Continues behind events that are lost, so that those after them do not wait for ever. */
    private void skip(Shard shard, Checkpoint checkpoint, long last) {
        if (move(shard, checkpoint, Checkpoint.at(last))) {
            LOG.error(
                    "events {} to {} of outbox {} are lost: they are not in it and were not published; a fail-over of"
                            + " Redis has lost writes",
                    checkpoint.number() + 1,
                    last,
                    space.outboxName(shard));
            metrics.lost(last - checkpoint.number());
        }
    }

    /** Goes back to where the outbox begins: its events count, and not those that had their numbers before. */
    private void goBack(OutboxBatch batch) {
        Shard shard = batch.shard();
        long first = batch.firstNumber();
        if (move(shard, batch.known(), Checkpoint.at(first - 1))) {
            LOG.error(
                    "outbox {} has lost events up to {} that are public, and continues from {}: a fail-over of Redis has"
                            + " taken back their changes",
                    space.outboxName(shard),
                    batch.known().number(),
                    first);
            metrics.setBack();
        }
        again.accept(shard);
    }

    private boolean move(Shard shard, Checkpoint from, Checkpoint to) {
        long moved = redis.call(new ScriptCall<Long>(
                Script.MOVE_CHECKPOINT,
                new String[] {CHECKPOINTS},
                ascii(space.outboxName(shard)),
                ascii(from.toString()),
                ascii(to.toString())));
        if (moved == 1) {
            checkpoints.put(shard, to);
        } else {
            knowsCheckpoints = false;
        }
        return moved == 1;
    }

    private Checkpoint known(Shard shard) {
        return checkpoints.getOrDefault(shard, Checkpoint.NONE);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
