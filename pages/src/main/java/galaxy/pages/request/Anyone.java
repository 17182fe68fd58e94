package galaxy.pages.request;

import galaxy.chassis.identity.Access;
import galaxy.chassis.identity.Admission;
import galaxy.chassis.identity.Anonymous;
import galaxy.chassis.identity.Authenticator;
import galaxy.chassis.identity.Principal;
import galaxy.chassis.identity.RequestHeaders;
import galaxy.chassis.server.BindAddress;

/** Of the listener of a service with pages: people come without a token, and each page decides whether it needs a session. */
public final class Anyone implements Authenticator {
    @Override
    public Principal authenticate(RequestHeaders headers) {
        return new Anonymous();
    }

    /** The origin decides for which names the listener is. */
    @Override
    public boolean isOpen() {
        return false;
    }

    @Override
    public Admission admit(Access access, Principal principal) {
        return Admission.ADMITTED;
    }

    @Override
    public void requireSafe(BindAddress address) {}
}
