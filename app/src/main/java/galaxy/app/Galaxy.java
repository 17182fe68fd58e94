package galaxy.app;

import galaxy.auth.Auth;
import galaxy.connections.Connections;
import galaxy.gateway.Gateway;
import galaxy.geoprofile.Geoprofile;
import galaxy.users.Users;
import galaxy.web.Web;
import java.util.List;

/** The program: the one list of its services. */
public final class Galaxy {
    /** What runs, what {@code serve} offers, and what can be set, all follow from this list. */
    public static final ServiceProcess PROCESS = new ServiceProcess(
            List.of(new Users(), new Connections(), new Auth(), new Geoprofile(), new Gateway(), new Web()));

    private Galaxy() {}
}
