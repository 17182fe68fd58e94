package galaxy.app;

import galaxy.testkit.JvmProcess;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code galaxy serve} in a JVM of its own, on free ports. */
record RunningGalaxy(JvmProcess process, URI users) implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** Starts it and waits until it is ready. */
    static RunningGalaxy start(String... sets) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("serve"));
        for (String set :
                List.of("users.http.port=0", "connections.grpc.port=0", "management.port=0", "redis.timeout=5s")) {
            arguments.addAll(List.of("--set", set));
        }
        for (String set : sets) {
            arguments.addAll(List.of("--set", set));
        }
        JvmProcess process = JvmProcess.start(Main.class, arguments.toArray(String[]::new));
        process.awaitLine("Galaxy is ready", TIMEOUT);
        String line = process.awaitLine("  users  ", TIMEOUT);
        return new RunningGalaxy(process, URI.create(line.replaceFirst(".*(http://\\S+).*", "$1")));
    }

    Rest rest() {
        return new Rest(users);
    }

    @Override
    public void close() {
        process.close();
    }
}
