package galaxy.gateway.stream;

import java.time.Instant;

/**
 * One message of a stream.
 *
 * @param cursor to go on from after it; opaque
 * @param at of an event when it was decided, of an end when that is; else the time of the server
 * @param detail of {@link Kind#ACCOUNT_CHANGED} the type of the event, of {@link Kind#SESSION_ENDED} the reason; else empty
 */
public record Notice(Kind kind, String cursor, Instant at, String detail) {
    /** What it says. */
    public enum Kind {
        /** From now on the player's events follow. */
        READY,
        HEARTBEAT,
        /** Read the account again. */
        ACCOUNT_CHANGED,
        /** The session ends within a day. */
        SESSION_EXPIRING,
        /** The stream ends with it. */
        SESSION_ENDED,
        /** Events may have been missed: read all again. */
        RESYNC,
        /** The stream ends without a fault: open another one. */
        RECONNECT
    }
}
