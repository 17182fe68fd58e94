package galaxy.gateway.request;

import galaxy.sessions.Credential;
import galaxy.sessions.SessionId;
import java.util.Optional;

/** The device keys of sessions. That of a session never changes. */
public interface DeviceKeys {
    /**
     * Empty if there is no such session, or it has no device key.
     *
     * @throws galaxy.kernel.UnavailableException when the store does not respond
     */
    Optional<Credential> find(SessionId id);
}
