package galaxy.torture.hostile;

import galaxy.testkit.http.RawClient;
import galaxy.testkit.http.RawConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** What all attacks have in common. */
record AttackContext(TargetProcess target, Timeouts timeouts, Checks checks, RestCheck restCheck) {
    /**
     * The settings of the service.
     *
     * @param read how long it waits for a request to arrive
     * @param idle how long it keeps a connection without one
     */
    record Timeouts(Duration read, Duration idle) {
        /** What any step may take on a busy machine. */
        private static final Duration SLACK = Duration.ofSeconds(15);

        /** How long to wait for a response, or for the end of the connection. */
        Duration response() {
            return read.plus(SLACK);
        }

        /** How long to wait for the end of a connection on which nothing is sent. */
        Duration idleEnd() {
            return idle.multipliedBy(2).plus(SLACK);
        }
    }

    RawConnection connectToUsers() throws IOException {
        return new RawConnection(target.users(), timeouts.response());
    }

    RawClient restClient() {
        return new RawClient(target.users(), timeouts.response());
    }

    /** The values for one request of the table. */
    Map<String, String> values() {
        return Map.of("email", checks.addresses().next());
    }
}
