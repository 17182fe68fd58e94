package galaxy.redis;

import java.io.Serial;

/** An embedded server could not be started. The message says what to do and never holds a password. */
public final class RedisStartException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final boolean lasting;

    public RedisStartException(String message) {
        super(message);
        lasting = false;
    }

    public RedisStartException(String message, Throwable cause) {
        super(message, cause);
        lasting = false;
    }

    private RedisStartException(String message, boolean lasting) {
        super(message);
        this.lasting = lasting;
    }

    /** What does not pass by itself. */
    static RedisStartException lasting(String message) {
        return new RedisStartException(message, true);
    }

    /** Whether every further start fails too until an operator has changed something. */
    public boolean isLasting() {
        return lasting;
    }
}
