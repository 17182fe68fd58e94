package galaxy.chassis.service;

import galaxy.chassis.settings.Kind;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingsReader;
import galaxy.contracts.Role;
import galaxy.kernel.Parsed;
import galaxy.kernel.Secret;
import galaxy.kernel.UnavailableException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A service that another one calls: at the address that {@code <caller>.<service>.url} gives, or in the same process. */
public final class Upstream {
    private static final int MAX_PORT = 65_535;
    private static final Parsed<URI> NO_ADDRESS =
            Parsed.invalid("not an address of a service; give http://host:port, with a port of 1 to 65535");

    private final String service;
    private final String caller;
    private final Role role;
    private final Setting<Optional<URI>> url;
    private final Setting<Optional<Secret>> token;

    /**
     * @param service the name of the one that is called
     * @param caller the name of the other
     * @param role of the caller
     */
    public Upstream(String service, String caller, Role role) {
        this.service = service;
        this.caller = caller;
        this.role = role;
        String prefix = caller + "." + service;
        url = new Setting<>(
                prefix + ".url",
                address().orNone(),
                "",
                "address of the " + service + " service; those of the same process without it");
        token = new Setting<>(
                prefix + ".token",
                Kind.secret().orNone(),
                "",
                "bearer token for the " + service + " service, of the role " + role.code());
    }

    /** What the operator has given. */
    public record Given(Optional<URI> url, Optional<Secret> token) {}

    public List<Setting<?>> settings() {
        return List.of(url, token);
    }

    public Given read(SettingsReader reader) {
        return new Given(reader.get(url), reader.get(token));
    }

    /** Reports that there is none to call. */
    public void check(SettingsReader reader, ProcessPlan plan) {
        if (reader.get(url).isEmpty() && !plan.services().contains(service)) {
            reader.problem(
                    url,
                    "is not set, and the %s service is not in this process; give its address, or serve it too"
                            .formatted(service));
        }
    }

    /**
     * A client of it, which is made when it is first needed: a service of the same process may start later.
     *
     * @param open makes the client of an address
     * @param close closes it
     */
    public <C> Connection<C> connect(
            Given given, Peers peers, BiFunction<URI, Optional<Secret>, C> open, Consumer<C> close) {
        Optional<Secret> known =
                given.url().isPresent() ? given.token() : given.token().or(() -> peers.token(caller, role));
        return new Connection<>(() -> open.apply(address(given, peers), known), close);
    }

    /** @throws UnavailableException while a service of the same process starts */
    private URI address(Given given, Peers peers) {
        return given.url()
                .or(() -> peers.address(service))
                .orElseThrow(() -> new UnavailableException("the " + service + " service is starting"));
    }

    /** Hidden, as someone may write a password into it. */
    private static Kind<URI> address() {
        return new Kind<>("address", true, text -> {
            try {
                URI uri = URI.create(text);
                boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
                boolean isPort = uri.getPort() != 0 && uri.getPort() <= MAX_PORT;
                boolean isMore =
                        uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null;
                return isHttp && isPort && uri.getHost() != null && !isMore ? Parsed.valid(uri) : NO_ADDRESS;
            } catch (IllegalArgumentException e) {
                return NO_ADDRESS;
            }
        });
    }

    /** The client. Thread-safe. */
    public static final class Connection<C> implements Supplier<C>, AutoCloseable {
        private final Supplier<C> open;
        private final Consumer<C> close;
        private @Nullable C client;
        private boolean isClosed;

        Connection(Supplier<C> open, Consumer<C> close) {
            this.open = open;
            this.close = close;
        }

        /** @throws UnavailableException while there is no address yet, and once it is closed */
        @Override
        public synchronized C get() {
            C known = client;
            if (isClosed) {
                throw new UnavailableException("the process stops");
            }
            if (known == null) {
                known = open.get();
                client = known;
            }
            return known;
        }

        @Override
        public synchronized void close() {
            isClosed = true;
            if (client != null) {
                close.accept(client);
            }
        }
    }
}
