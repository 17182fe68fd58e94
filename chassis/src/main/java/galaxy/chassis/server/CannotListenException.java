package galaxy.chassis.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;

/** The port of a listener is not available. The message says which, why, and what to do. */
public final class CannotListenException extends UncheckedIOException {
    private static final int FIRST_OPEN_TO_ALL = 1024;

    public CannotListenException(InetAddress address, int port, IOException cause) {
        super(
                "cannot listen on %s port %d (%s); %s"
                        .formatted(address.getHostAddress(), port, cause.getMessage(), advice(port, cause)),
                cause);
    }

    private static String advice(int port, IOException cause) {
        return port < FIRST_OPEN_TO_ALL && !String.valueOf(cause.getMessage()).contains("in use")
                ? "ports below 1024 need a right that this user does not have: set another port, or grant"
                        + " CAP_NET_BIND_SERVICE"
                : "stop the program that uses it or set another port";
    }
}
