package galaxy.chassis.identity;

import galaxy.chassis.server.ListenerSettings;
import galaxy.chassis.settings.SettingsException;
import java.util.List;

/** A listener for everyone on the network: it has no callers, and what a request proves is for its service to check. */
public enum PublicAccess implements Authenticator {
    LISTENER;

    @Override
    public Principal authenticate(RequestHeaders headers) {
        return new Anonymous();
    }

    /** It is meant to be reached under any name and from any machine. */
    @Override
    public boolean isOpen() {
        return false;
    }

    @Override
    public boolean isPublic() {
        return true;
    }

    @Override
    public Admission admit(Access access, Principal principal) {
        return switch (access) {
            case Access.Anyone anyone -> Admission.ADMITTED;
            case Access.Only only -> Admission.UNAUTHENTICATED;
        };
    }

    /** TLS is here or at a proxy, which the listener has to know: else all clients have the address of the proxy. */
    @Override
    public void requireSafe(ListenerSettings listener) {
        var address = listener.address();
        if (!address.ip().isLoopbackAddress()
                && listener.tls().isEmpty()
                && listener.proxies().isEmpty()) {
            throw new SettingsException(List.of(
                    "%s: %s can be reached from other machines and players would speak to it in clear; set the tls.certificate and tls.key of the listener, or the trusted-proxies that end TLS in front of it, or listen on 127.0.0.1"
                            .formatted(address.key(), address.ip().getHostAddress())));
        }
    }
}
