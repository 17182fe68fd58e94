package galaxy.chassis.http;

/** The connection to the peer broke while its request was read or the response was sent. */
final class ConnectionLostException extends RuntimeException {
    ConnectionLostException(Throwable cause) {
        super("the connection was lost", cause, false, false);
    }
}
