package galaxy.chassis.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;

/** The port of a listener is not available. The message says which, why, and what to do. */
public final class CannotListenException extends UncheckedIOException {
    public CannotListenException(InetAddress address, int port, IOException cause) {
        super(
                "cannot listen on %s port %d (%s); stop the program that uses it or set another port"
                        .formatted(address.getHostAddress(), port, cause.getMessage()),
                cause);
    }
}
