package galaxy.gateway.stream;

/** Why a stream is over. */
public enum StreamEnd {
    /** It has lasted as long as a stream may; the client is asked to open another one. */
    RECONNECT,
    /** There is no such session any more. */
    SESSION_INVALID,
    SESSION_REVOKED,
    SESSION_EXPIRED,
    /** The session, or the process, has as many streams as it may have. */
    TOO_MANY,
    /** The client does not read. */
    TOO_SLOW
}
