package galaxy.chassis.identity;

import java.net.InetAddress;
import java.util.Optional;

/** Decides who sends a request, and what the sender may use. */
public interface Authenticator {
    /**
     * Who sends a request.
     *
     * @param authorization the value of the {@code Authorization} header, if there is exactly one
     */
    Principal authenticate(Optional<String> authorization);

    /** Whether the sender may use what has this access. */
    Admission admit(Access access, Principal principal);

    /**
     * Protected mode: refuses an address on which any client could use everything.
     *
     * @throws galaxy.chassis.settings.SettingsException when the address can be reached from other machines and nothing
     *     proves who sends a request
     */
    void requireSafe(InetAddress address);
}
