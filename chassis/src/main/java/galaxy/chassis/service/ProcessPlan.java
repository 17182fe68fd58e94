package galaxy.chassis.service;

import galaxy.chassis.server.BindAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a process is going to run, for services whose settings depend on it.
 *
 * @param services the names of those that it starts
 * @param addresses where it is going to listen, the management port included
 */
public record ProcessPlan(Set<String> services, List<BindAddress> addresses) {
    public ProcessPlan {
        services = Set.copyOf(services);
        addresses = List.copyOf(addresses);
    }

    /** The first address that other machines may reach. */
    public Optional<BindAddress> open() {
        return addresses.stream()
                .filter(address -> !address.ip().isLoopbackAddress())
                .findFirst();
    }
}
