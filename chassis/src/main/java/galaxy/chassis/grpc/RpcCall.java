package galaxy.chassis.grpc;

import galaxy.chassis.identity.Caller;
import galaxy.chassis.telemetry.Trace;
import io.grpc.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a call comes from; reaches log lines and events.
 *
 * @param caller absent while the service is open, and of a call without a token to a method for anyone
 */
public record RpcCall(String requestId, Trace trace, Optional<Caller> caller) {
    private static final Context.Key<RpcCall> KEY = Context.key("galaxy.call");

    /**
     * The call that this thread works on.
     *
     * @throws IllegalStateException outside a call
     */
    public static RpcCall current() {
        @Nullable RpcCall call = KEY.get();
        if (call == null) {
            throw new IllegalStateException("this thread works on no call");
        }
        return call;
    }

    /** The current context with this call in it. */
    Context context() {
        return Context.current().withValue(KEY, this);
    }
}
