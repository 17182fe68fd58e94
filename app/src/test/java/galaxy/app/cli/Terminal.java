package galaxy.app.cli;

import galaxy.app.Galaxy;
import galaxy.app.Main;
import galaxy.app.RunningProcess;
import galaxy.chassis.service.Endpoint;
import galaxy.chassis.settings.SettingSources;
import galaxy.client.ClientSettings;
import galaxy.client.users.UsersClient;
import galaxy.testkit.ProcessSettings;
import galaxy.testkit.RedisNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine;

/** A service with a store of its own, and commands that call it. */
public final class Terminal implements AutoCloseable {
    private final RedisNode redis = RedisNode.start();
    private final RunningProcess galaxy;

    public Terminal() {
        this(Map.of());
    }

    public Terminal(Map<String, String> more) {
        var settings = ProcessSettings.with(Map.of("redis.uri", redis.uri(), "log.level", "error"));
        settings.putAll(more);
        galaxy = Galaxy.PROCESS.start(SettingSources.of(settings));
    }

    /** The output and the exit code of a command. */
    public record Ended(int exitCode, String out, String err) {
        public List<String> lines() {
            return out.lines().toList();
        }
    }

    public URI url() {
        return URI.create(galaxy.address("users"));
    }

    /** Where the management port is. */
    public URI management() {
        return galaxy.management();
    }

    /** The store of the service. */
    public String redis() {
        return redis.uri();
    }

    /** Where the sign-in service is. */
    public URI auth() {
        return URI.create(galaxy.address("auth"));
    }

    /** Where the REST interface of the gateway is. */
    public URI gateway() {
        return URI.create(gateway(true));
    }

    /** Where the gRPC interface of the gateway is. */
    public String gatewayTarget() {
        return gateway(false);
    }

    private String gateway(boolean isHttp) {
        return Objects.requireNonNull(galaxy.endpoints().get("gateway")).stream()
                .map(Endpoint::address)
                .filter(address -> address.startsWith("http") == isHttp)
                .findFirst()
                .orElseThrow();
    }

    /** Where the connections service is. */
    public String target() {
        return galaxy.address("connections");
    }

    /** A standard output that cannot be written for a reason of the system. */
    public static PrintWriter brokenOutput(String reason) {
        return brokenOutput(reason, () -> {});
    }

    /**
     * The same, which counts.
     *
     * @param written is run at each try to write
     */
    public static PrintWriter brokenOutput(String reason, Runnable written) {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int each) throws IOException {
                written.run();
                throw new IOException(reason);
            }
        };
        return StandardOutput.writer(new StandardOutput(broken, false));
    }

    /** Runs a command of {@code connections} against the service. */
    public Ended connections(String... arguments) {
        return runAlone(Stream.of(
                        Stream.of("connections"),
                        Arrays.stream(arguments),
                        Stream.of("--target", galaxy.address("connections")))
                .flatMap(each -> each)
                .toArray(String[]::new));
    }

    /** Runs a command of {@code geo} against the service. */
    public Ended geo(String... arguments) {
        return runAlone(
                Stream.of(Stream.of("geo"), Arrays.stream(arguments), Stream.of("--url", galaxy.address("geoprofile")))
                        .flatMap(each -> each)
                        .toArray(String[]::new));
    }

    /** Where the geo profile service is. */
    public URI geoprofile() {
        return URI.create(galaxy.address("geoprofile"));
    }

    public UsersClient client() {
        return UsersClient.of(ClientSettings.of(url()));
    }

    /** Runs a command against the service. */
    public Ended run(String... arguments) {
        return runAlone(Stream.concat(Arrays.stream(arguments), Stream.of("--url", url().toString()))
                .toArray(String[]::new));
    }

    /** Runs {@code demo} against all services. */
    public Ended demo(String... arguments) {
        return runAlone(Stream.concat(
                        Stream.concat(Stream.of("demo"), Arrays.stream(arguments)),
                        Stream.of(
                                "--url=" + url(),
                                "--connections-target=" + target(),
                                "--auth-url=" + auth(),
                                "--management-url=" + management()))
                .toArray(String[]::new));
    }

    /** Runs a command as it is. */
    public static Ended runAlone(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        CommandLine program = Main.commandLine(arguments);
        program.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int exitCode = program.execute(arguments);
        return new Ended(exitCode, out.toString(), err.toString());
    }

    @Override
    public void close() {
        galaxy.close();
        redis.close();
    }
}
