package galaxy.client.connections;

import org.jspecify.annotations.Nullable;

/** A call that did not come to an answer which it provides for. No message holds a token. */
public final class ConnectionsException extends RuntimeException {
    private final String reason;
    private final boolean mayBeDone;

    ConnectionsException(String reason, String message, boolean mayBeDone, @Nullable Throwable cause) {
        super(reason + ": " + message, cause);
        this.reason = reason;
        this.mayBeDone = mayBeDone;
    }

    /** The stable word for what went wrong: a reason of the contract, or the gRPC status. */
    public String reason() {
        return reason;
    }

    /** Whether the service may have carried the call out. To make the same call again is safe in any case. */
    public boolean mayBeDone() {
        return mayBeDone;
    }
}
