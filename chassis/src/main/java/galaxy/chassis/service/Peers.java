package galaxy.chassis.service;

import galaxy.chassis.identity.Callers;
import galaxy.contracts.Role;
import galaxy.kernel.Secret;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** The other services of the process, which a service calls over their listeners as it would in another process. */
public final class Peers {
    private final Set<String> names;
    private final Callers callers;
    private final RandomGenerator random;
    private final Map<String, URI> addresses = new ConcurrentHashMap<>();
    private final Map<String, String> targets = new ConcurrentHashMap<>();
    private final Map<String, URI> pages = new ConcurrentHashMap<>();

    /** @param names of the services that this process starts */
    public Peers(Collection<String> names, Callers callers, RandomGenerator random) {
        this.names = Set.copyOf(names);
        this.callers = callers;
        this.random = random;
    }

    /** A service that has no others beside it. */
    public static Peers none() {
        return new Peers(Set.of(), Callers.none(), RandomGenerator.getDefault());
    }

    /** Whether the process starts a service. */
    public boolean has(String name) {
        return names.contains(name);
    }

    /** A service listens from now on. */
    public void started(String name, URI address) {
        addresses.put(name, address);
    }

    /** A service listens for gRPC from now on. */
    public void started(String name, String target) {
        targets.put(name, target);
    }

    /** A page for operators is at the management port from now on. */
    public void offered(String path, URI page) {
        pages.put(path, page);
    }

    /** Where a page for operators is, such as that of {@code /outbox}; empty until a service has it. */
    public Optional<URI> page(String path) {
        return Optional.ofNullable(pages.get(path));
    }

    /** Where a service of the process listens for gRPC, as its clients take it; empty until it does. */
    public Optional<String> target(String name) {
        return Optional.ofNullable(targets.get(name));
    }

    /** Where a service of the process listens; empty until it does. */
    public Optional<URI> address(String name) {
        return Optional.ofNullable(addresses.get(name));
    }

    /** A token of its own for a caller inside the process; none while no callers are configured. */
    public Optional<Secret> token(String caller, Role role) {
        return callers.draw(caller, role, random);
    }
}
