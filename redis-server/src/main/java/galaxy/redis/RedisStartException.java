package galaxy.redis;

import java.io.Serial;

/** An embedded server could not be started. The message says what to do and never holds a password. */
public final class RedisStartException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public RedisStartException(String message) {
        super(message);
    }

    public RedisStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
