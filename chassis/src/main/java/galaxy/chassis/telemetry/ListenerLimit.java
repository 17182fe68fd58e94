package galaxy.chassis.telemetry;

import java.util.Locale;

/** What a listener limits, as its metrics name it. */
public enum ListenerLimit {
    /** All connections that it takes are open; more wait. */
    CONNECTIONS,
    /** All connections that it takes from one address are open; another one was closed. */
    ADDRESS_CONNECTIONS,
    /** A request was refused, as too many were in flight. */
    IN_FLIGHT,
    /** The line and headers, or the metadata, of a request were too large. */
    HEADER_BYTES,
    /** They did not arrive in time. */
    HEADER_TIME,
    /** A connection did not begin in time: its TLS, or its HTTP/2. */
    HANDSHAKE_TIME,
    /** The body of a request, or a message, was too large. */
    BODY_BYTES,
    /** It did not arrive in time. */
    BODY_TIME,
    /** A peer did not accept a response, or a part of a stream, in time. */
    WRITE_TIME,
    /** The work on a request took too long. */
    WORK_TIME,
    /** A connection was closed, as it had no request for long. */
    IDLE,
    /** A connection was closed, as it had become old. */
    AGE,
    /** A connection was closed, as its peer cancelled too many requests. */
    RESETS;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
