package galaxy.torture;

import java.net.URI;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Where the instances under torture are. Any of them may be down at any time; each comes back where it was.
 *
 * @param users such as {@code http://127.0.0.1:8081}, one for each instance
 * @param connections such as {@code 127.0.0.1:9090}, one for each instance
 */
public record Target(List<URI> users, List<String> connections) {
    public Target {
        users = List.copyOf(users);
        connections = List.copyOf(connections);
    }

    /** Any of the instances. */
    public URI anyUsers(RandomGenerator random) {
        return users.get(random.nextInt(users.size()));
    }

    /** Any of the instances. */
    public String anyConnections(RandomGenerator random) {
        return connections.get(random.nextInt(connections.size()));
    }
}
