package galaxy.geoprofile;

import galaxy.chassis.service.Peers;
import galaxy.chassis.service.ProcessPlan;
import galaxy.chassis.service.ServiceContext;
import galaxy.chassis.settings.SettingsReader;
import galaxy.client.ClientSettings;
import galaxy.client.Timeouts;
import galaxy.client.users.UsersClient;
import galaxy.contracts.Role;
import galaxy.kernel.Secret;
import galaxy.kernel.UnavailableException;
import galaxy.store.SharedStore;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The client of users, made when it is first needed: those of the same process may start later. */
final class UsersConnection implements Supplier<UsersClient>, AutoCloseable {
    private static final String USERS = "users";
    private static final Timeouts TIMEOUTS =
            new Timeouts(Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(2));

    private final Supplier<URI> address;
    private final Optional<Secret> token;
    private @Nullable UsersClient client;

    private UsersConnection(Supplier<URI> address, Optional<Secret> token) {
        this.address = address;
        this.token = token;
    }

    /** Reports that there are no users to call. */
    static void check(SettingsReader reader, ProcessPlan plan) {
        if (reader.get(GeoprofileSettings.USERS_URL).isEmpty()
                && !plan.services().contains(USERS)) {
            reader.problem(
                    GeoprofileSettings.USERS_URL,
                    "is not set, and the users service is not in this process; give its address, or serve it too");
        }
    }

    static UsersConnection of(GeoprofileSettings settings, ServiceContext<SharedStore> context) {
        if (settings.usersUrl().isPresent()) {
            return new UsersConnection(settings.usersUrl()::get, settings.usersToken());
        }
        Peers peers = context.peers();
        return new UsersConnection(
                () -> peers.address(USERS).orElseThrow(() -> new UnavailableException("users are starting")),
                settings.usersToken().or(() -> peers.token("geoprofile", Role.GEO)));
    }

    @Override
    public synchronized UsersClient get() {
        UsersClient known = client;
        if (known == null) {
            ClientSettings settings = ClientSettings.of(address.get()).withTimeouts(TIMEOUTS);
            known = UsersClient.of(token.map(settings::withToken).orElse(settings));
            client = known;
        }
        return known;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
