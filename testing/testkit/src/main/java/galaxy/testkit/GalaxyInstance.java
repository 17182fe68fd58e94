package galaxy.testkit;

import galaxy.redis.LoopbackPorts;
import galaxy.testkit.http.RestClient;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code galaxy serve}, as it is released, in a JVM of its own on loopback. Its ports stay the same over restarts. */
public final class GalaxyInstance implements AutoCloseable {
    /** For everything that is not measured: a start, a stop, whatever settles after a fault. */
    public static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final Duration POLL = Duration.ofMillis(25);
    private static final Duration RESPONSE = Duration.ofSeconds(2);

    private final JvmProcess.Program program;
    private final URI users;
    private final String connections;
    private final URI geoprofile;
    private final URI auth;
    private final URI gateway;
    private final String gatewayTarget;
    private final URI web;
    private final URI management;
    private volatile @Nullable JvmProcess jvm;

    /**
     * Starts nothing.
     *
     * @param settings each {@code key=value}, or the name of a service to start alone
     */
    public GalaxyInstance(List<String> settings) {
        Map<String, String> byKey = new LinkedHashMap<>();
        byKey.put("auth.code-keys", "auth.code-keys=" + ProcessSettings.CODE_KEYS);
        Stream.concat(
                        Stream.of(
                                        "users.http.port",
                                        "connections.grpc.port",
                                        "auth.http.port",
                                        "geoprofile.http.port",
                                        "gateway.http.port",
                                        "gateway.grpc.port",
                                        "web.http.port",
                                        "management.port")
                                .map(port -> port + "=" + LoopbackPorts.free()),
                        settings.stream())
                .forEach(each -> byKey.put(each.replaceFirst("=.*", ""), each));
        users = URI.create("http://" + address(byKey, "users.http.port"));
        connections = address(byKey, "connections.grpc.port");
        auth = URI.create("http://" + address(byKey, "auth.http.port"));
        geoprofile = URI.create("http://" + address(byKey, "geoprofile.http.port"));
        gateway = URI.create("http://" + address(byKey, "gateway.http.port"));
        gatewayTarget = address(byKey, "gateway.grpc.port");
        web = URI.create("http://" + address(byKey, "web.http.port"));
        management = URI.create("http://" + address(byKey, "management.port"));
        program = PackagedGalaxy.program(Stream.concat(
                        Stream.of("serve"),
                        byKey.values().stream()
                                .flatMap(each -> each.contains("=") ? Stream.of("--set", each) : Stream.of(each)))
                .toArray(String[]::new));
    }

    private static String address(Map<String, String> settings, String port) {
        return "127.0.0.1:" + settings.getOrDefault(port, "").replaceFirst(".*=", "");
    }

    /** Starts one that keeps its output, and waits until it is ready. */
    public static GalaxyInstance serve(String... settings) throws InterruptedException {
        GalaxyInstance instance = launched(settings);
        instance.awaitReady();
        return instance;
    }

    /** Starts one that keeps its output, and waits for nothing. */
    public static GalaxyInstance launched(String... settings) {
        GalaxyInstance instance = new GalaxyInstance(List.of(settings));
        instance.launch(PackagedGalaxy::withFastStart);
        return instance;
    }

    /** Starts its process, which has ended or was never started, and waits for nothing. */
    public JvmProcess launch(UnaryOperator<JvmProcess.Program> how) {
        JvmProcess started = JvmProcess.start(how.apply(program));
        jvm = started;
        return started;
    }

    /** Closes it if it does not become ready. */
    public void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        for (Optional<String> why = notReady(); why.isPresent(); why = notReady()) {
            if (jvm().hasEnded(POLL) || System.nanoTime() > deadline) {
                close();
                throw new AssertionError("Not ready: " + why.get() + "\n" + String.join("\n", jvm().lines()));
            }
        }
    }

    /** Its process, as it was started last. */
    public JvmProcess jvm() {
        JvmProcess current = jvm;
        if (current == null) {
            throw new IllegalStateException("It was not started");
        }
        return current;
    }

    /** Where the users service is. */
    public URI users() {
        return users;
    }

    /** Where the connections service is, as gRPC has it: {@code 127.0.0.1:9090}. */
    public String connections() {
        return connections;
    }

    /** Where the sign-in service is. */
    public URI auth() {
        return auth;
    }

    /** Where the geo profile service is. */
    public URI geoprofile() {
        return geoprofile;
    }

    /** Where the public REST of the gateway is. */
    public URI gateway() {
        return gateway;
    }

    /** Where the public gRPC of the gateway is: {@code 127.0.0.1:9443}. */
    public String gatewayTarget() {
        return gatewayTarget;
    }

    /** Where the pages of players are. */
    public URI web() {
        return web;
    }

    public URI management() {
        return management;
    }

    /** What {@code /readyz} responds. */
    public RestClient.Reply readiness() throws InterruptedException {
        return RestClient.get(management.resolve("/readyz"), RESPONSE);
    }

    /** The checks of {@code /readyz} that fail, with their reasons; empty if the instance is ready. */
    public Optional<String> notReady() throws InterruptedException {
        RestClient.Reply reply = readiness();
        return reply.isOk()
                ? Optional.empty()
                : Optional.of(reply.failure()
                        .map(why -> "/readyz does not respond: " + why)
                        .orElseGet(() -> failedChecks(reply.json())));
    }

    static String failedChecks(JsonNode readiness) {
        return readiness
                .path("checks")
                .valueStream()
                .filter(check -> !check.path("status").asString("").equals("up"))
                .map(check -> check.path("name").asString("") + ": "
                        + check.path("reason").asString("not up"))
                .collect(Collectors.joining("; "));
    }

    /** Its metrics; none if there is no response. */
    public Metrics metrics() throws InterruptedException {
        return new Metrics(
                RestClient.get(management.resolve("/metrics"), RESPONSE).body());
    }

    /** SIGTERM; returns the exit code. */
    public int stop() {
        jvm().terminate();
        return jvm().awaitExit(TIMEOUT);
    }

    /** SIGKILL. */
    @Override
    public void close() {
        JvmProcess current = jvm;
        if (current != null) {
            current.close();
        }
    }
}
