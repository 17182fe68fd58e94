package galaxy.client.gateway;

import galaxy.kernel.ReasonCode;
import java.time.Instant;

/** What a stream says of the player's account and session. Times are those of the server. */
public sealed interface PlayerEvent {
    /** The stream is open: the first event, and again after each new connection. */
    record Opened(Instant at) implements PlayerEvent {}

    /**
     * The account has changed: read it again.
     *
     * @param eventType what happened, such as {@code user.profile_updated}
     */
    record AccountChanged(String eventType, Instant at) implements PlayerEvent {}

    /** The session ends within a day. */
    record SessionExpiring(Instant endsAt) implements PlayerEvent {}

    /** The session has ended, and with it the stream: the last event. */
    record SessionEnded(ReasonCode reason, Instant at) implements PlayerEvent {}

    /** What happened meanwhile is not known any more: read all again. */
    record Resync(Instant at) implements PlayerEvent {}
}
