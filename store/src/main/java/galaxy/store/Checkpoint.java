package galaxy.store;

import io.lettuce.core.StreamMessage;
import java.nio.charset.StandardCharsets;

/**
 * How far the events of an outbox are public: the id of the last one, {@code <number>-<nonce>}. Numbers are dense. The nonce
 * distinguishes events that got the same number because a fail-over had set the outbox back.
 *
 * @param number 0 before the first event
 */
record Checkpoint(long number, long nonce) {
    static final Checkpoint NONE = new Checkpoint(0, 0);

    static Checkpoint parse(byte[] id) {
        return parse(new String(id, StandardCharsets.US_ASCII));
    }

    static Checkpoint of(StreamMessage<String, byte[]> event) {
        return parse(event.getId());
    }

    private static Checkpoint parse(String id) {
        int hyphen = id.indexOf('-');
        return new Checkpoint(Long.parseLong(id, 0, hyphen, 10), Long.parseLong(id, hyphen + 1, id.length(), 10));
    }

    /** The id of an event that no longer exists, or is not known. */
    static Checkpoint at(long number) {
        return new Checkpoint(number, 0);
    }

    @Override
    public String toString() {
        return number + "-" + nonce;
    }
}
