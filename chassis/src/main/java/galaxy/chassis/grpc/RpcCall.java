package galaxy.chassis.grpc;

import galaxy.chassis.identity.RequestOrigin;
import io.grpc.Context;
import org.jspecify.annotations.Nullable;

/** The call that a thread works on. */
public final class RpcCall {
    private static final Context.Key<RequestOrigin> KEY = Context.key("galaxy.call");

    private RpcCall() {}

    /**
     * Where the call of this thread comes from.
     *
     * @throws IllegalStateException outside a call
     */
    public static RequestOrigin current() {
        @Nullable RequestOrigin origin = KEY.get();
        if (origin == null) {
            throw new IllegalStateException("this thread works on no call");
        }
        return origin;
    }

    /** The current context with this call in it. */
    static Context context(RequestOrigin origin) {
        return Context.current().withValue(KEY, origin);
    }
}
