package galaxy.store;

import io.lettuce.core.StreamMessage;
import java.util.List;

/**
 * The events of one outbox that wait to be published, from its beginning.
 *
 * @param known the checkpoint that was known before the outbox was read
 * @param events under consecutive numbers; some may be public already
 * @param isLast whether nothing else waited
 */
record OutboxBatch(Shard shard, Checkpoint known, List<StreamMessage<String, byte[]>> events, boolean isLast) {
    /** The most events in one batch. */
    static final int SIZE = 500;

    static OutboxBatch of(Shard shard, Checkpoint known, List<StreamMessage<String, byte[]>> read) {
        int dense = 0;
        while (dense < read.size() && number(read.get(dense)) == number(read.getFirst()) + dense) {
            dense++;
        }
        return new OutboxBatch(shard, known, read.subList(0, dense), dense == read.size() && dense < SIZE);
    }

    long firstNumber() {
        return number(events.getFirst());
    }

    /**
     * Whether the outbox has lost events that are public, and has given their numbers to others since. What is public leaves
     * an outbox all at once: where some of it is left, its last event is left too, under its old id.
     */
    boolean isSetBack() {
        return !events.isEmpty()
                && firstNumber() <= known.number()
                && events.stream().noneMatch(event -> Checkpoint.of(event).equals(known));
    }

    /** Whether the batch ends before the checkpoint, with more behind it. */
    boolean endsTooSoon() {
        return !isLast && number(events.getLast()) < known.number();
    }

    /**
     * Whether events are missing between the checkpoint and the first event. They are nowhere: the outbox was read after the
     * checkpoint was known and has a later one, and an outbox only grows at its end; if another relay had published them,
     * the checkpoint, which was read after that, would be past them.
     */
    boolean hasGapAfter(Checkpoint checkpoint) {
        return !events.isEmpty() && firstNumber() > checkpoint.number() + 1;
    }

    private static long number(StreamMessage<String, byte[]> event) {
        return Checkpoint.of(event).number();
    }
}
