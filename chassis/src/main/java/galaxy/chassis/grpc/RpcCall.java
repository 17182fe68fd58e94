package galaxy.chassis.grpc;

import galaxy.chassis.identity.RequestOrigin;
import io.grpc.Context;
import org.jspecify.annotations.Nullable;

/** The call that the current thread works on. */
public final class RpcCall {
    private static final Context.Key<RequestOrigin> KEY = Context.key("galaxy.call");

    private RpcCall() {}

    /**
     * The origin of the call.
     *
     * @throws IllegalStateException outside a call
     */
    public static RequestOrigin current() {
        @Nullable RequestOrigin origin = KEY.get();
        if (origin == null) {
            throw new IllegalStateException("this thread does not work on a call");
        }
        return origin;
    }

    /** The current context with this call in it. */
    static Context context(RequestOrigin origin) {
        return Context.current().withValue(KEY, origin);
    }
}
