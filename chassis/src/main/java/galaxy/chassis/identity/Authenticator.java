package galaxy.chassis.identity;

import galaxy.chassis.server.BindAddress;

/** Finds who sends a request, and decides what the sender may use. */
public interface Authenticator {
    /**
     * Who sends a request.
     *
     * @param headers of the request
     */
    Principal authenticate(RequestHeaders headers);

    /** Whether any client may use everything, as nothing proves who sends a request. */
    boolean isOpen();

    /** Whether the sender may use what has this access. */
    Admission admit(Access access, Principal principal);

    /**
     * Refuses an address on which any client could use everything.
     *
     * @throws galaxy.chassis.settings.SettingsException when the address can be reached from other machines and nothing
     *     proves who sends a request
     */
    void requireSafe(BindAddress address);
}
