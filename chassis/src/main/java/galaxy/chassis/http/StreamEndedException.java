package galaxy.chassis.http;

/** The reader of a stream is gone, or the listener stops. Has no stack trace, because it is an expected result. */
public final class StreamEndedException extends RuntimeException {
    StreamEndedException(String message) {
        super(message, null, false, false);
    }
}
