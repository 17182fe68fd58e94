package galaxy.chassis.identity;

import galaxy.chassis.server.ListenerSettings;

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

    /**
     * Whether the listener is for clients that are no services. Then a request id and a trace begin here, and those of the
     * client are only logged.
     */
    default boolean isPublic() {
        return false;
    }

    /** Whether the sender may use what has this access. */
    Admission admit(Access access, Principal principal);

    /**
     * Refuses a listener on which any client could use what is not for it.
     *
     * @throws galaxy.chassis.settings.SettingsException when the address can be reached from other machines, and nothing
     *     proves who sends a request, or anyone on the way can read it
     */
    void requireSafe(ListenerSettings listener);
}
