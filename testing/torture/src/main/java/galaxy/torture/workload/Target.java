package galaxy.torture.workload;

import java.net.URI;
import java.util.List;

/**
 * Where the instances are. Any of them may be down at any time; each comes back at the same address.
 *
 * @param users such as {@code http://127.0.0.1:8081}, one for each instance
 * @param connections such as {@code 127.0.0.1:9090}, one for each instance
 */
public record Target(List<URI> users, List<String> connections) {
    public Target {
        users = List.copyOf(users);
        connections = List.copyOf(connections);
    }
}
