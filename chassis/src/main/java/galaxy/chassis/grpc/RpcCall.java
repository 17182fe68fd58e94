package galaxy.chassis.grpc;

import galaxy.chassis.identity.RequestOrigin;
import io.grpc.Context;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** The call that the current thread works on. */
public final class RpcCall {
    private static final Context.Key<RequestOrigin> ORIGIN = Context.key("galaxy.call");
    private static final Context.Key<InetAddress> PEER = Context.key("galaxy.peer");

    private RpcCall() {}

    /**
     * The origin of the call.
     *
     * @throws IllegalStateException outside a call
     */
    public static RequestOrigin current() {
        return of(ORIGIN);
    }

    /**
     * Who sent the call: the address of the peer, or the one that a trusted proxy reports.
     *
     * @throws IllegalStateException outside a call
     */
    public static InetAddress remoteAddress() {
        return of(PEER);
    }

    private static <T> T of(Context.Key<T> key) {
        @Nullable T value = key.get();
        if (value == null) {
            throw new IllegalStateException("this thread does not work on a call");
        }
        return value;
    }

    /** The current context with this call in it. */
    static Context context(RequestOrigin origin, InetAddress peer) {
        return Context.current().withValues(ORIGIN, origin, PEER, peer);
    }
}
