package galaxy.app.badday;

import galaxy.app.Main;
import galaxy.testkit.JvmProcess;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code galaxy serve} in a JVM of its own, on free ports, ready. */
final class Program implements AutoCloseable {
    static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final Pattern ADDRESS = Pattern.compile(" +(users|connections|management) +(\\S+) .*");

    private final JvmProcess jvm;
    private final URI users;
    private final String connections;
    private final URI management;

    private Program(JvmProcess jvm) throws InterruptedException {
        this.jvm = jvm;
        jvm.awaitLine("Ctrl-C stops it", TIMEOUT);
        this.users = URI.create(address("users"));
        this.connections = address("connections");
        this.management = URI.create(address("management"));
    }

    /** Waits until it is ready. */
    static Program serve(String... settings) throws InterruptedException {
        JvmProcess jvm = launch(settings);
        try {
            return new Program(jvm);
        } catch (AssertionError | InterruptedException e) {
            jvm.close();
            throw e;
        }
    }

    /** Waits for nothing. The settings may override the free ports. */
    static JvmProcess launch(String... settings) {
        List<String> keys = Stream.of(settings)
                .map(each -> each.substring(0, each.indexOf('=')))
                .toList();
        List<String> arguments = new ArrayList<>(List.of("serve"));
        Stream.concat(
                        Stream.of(
                                        "users.http.port=0",
                                        "connections.grpc.port=0",
                                        "management.port=0",
                                        "log.format=text")
                                .filter(each -> !keys.contains(each.substring(0, each.indexOf('=')))),
                        Stream.of(settings))
                .forEach(each -> arguments.addAll(List.of("--set", each)));
        return JvmProcess.start(JvmProcess.Program.of(Main.class, arguments.toArray(String[]::new))
                .withJvmOptions("--sun-misc-unsafe-memory-access=allow"));
    }

    JvmProcess jvm() {
        return jvm;
    }

    Callers callers() {
        return new Callers(List.of(users));
    }

    URI users() {
        return users;
    }

    /** As gRPC has it. */
    String connections() {
        return connections;
    }

    URI management() {
        return management;
    }

    /** The status of {@code /readyz}, 0 without a response. */
    Callers.Reply readiness() {
        return Callers.get(management.resolve("/readyz"));
    }

    @Override
    public void close() {
        jvm.close();
    }

    private String address(String of) {
        return jvm.lines().stream()
                .map(ADDRESS::matcher)
                .filter(matcher -> matcher.matches() && matcher.group(1).equals(of))
                .map(matcher -> matcher.group(2))
                .findFirst()
                .orElseThrow();
    }
}
