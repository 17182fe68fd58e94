package galaxy.gateway.stream;

import java.time.Duration;
import java.util.List;

/**
 * The public events of all services, in their order.
 *
 * <p>Every method throws {@link galaxy.kernel.UnavailableException} when the store does not respond.
 */
public interface EventLog {
    /**
     * Some events, in the order in which they are read.
     *
     * @param ofPlayers those that concern players who may be connected
     * @param read how many they are with those that concern no player
     * @param end the position of the last of all
     * @param isMore whether there may be more at once
     */
    record Batch(List<PlayerEvent> ofPlayers, int read, Position end, boolean isMore) {
        public Batch {
            ofPlayers = List.copyOf(ofPlayers);
        }
    }

    /** The newest position; {@link Position#START} if there is none. */
    Position newest();

    /** A position so long before the newest one after which all events are still there. */
    Position back(Duration time);

    /** The next events after a position; none where it is the newest. */
    Batch after(Position position);

    /** The events before a position, the newest first; none where no older one is kept. */
    Batch before(Position position);

    /**
     * Whether all events after the position of one, or after the start, are there: it was not trimmed, and the store is not an
     * older copy, to which others may have been added.
     */
    boolean hasAllAfter(Position position);
}
