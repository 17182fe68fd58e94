package galaxy.torture.users;

import galaxy.redis.LoopbackPorts;
import galaxy.redis.ProcessGuard;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** The packaged service on ports that stay the same however often it is started. */
final class Packaged implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String redis;
    private final Path log;
    private final int users = LoopbackPorts.free();
    private final int management = LoopbackPorts.free();
    private final int connections = LoopbackPorts.free();
    private Process process;
    private ProcessGuard guard;

    Packaged(String redis, Path log) throws IOException {
        this.redis = redis;
        this.log = log;
        this.process = launch();
        this.guard = ProcessGuard.watch(process, Duration.ZERO);
        awaitReady();
    }

    URI users() {
        return URI.create("http://127.0.0.1:" + users);
    }

    /** Gone when this returns. */
    void kill9() {
        process.toHandle().destroyForcibly();
        process.onExit().join();
        guard.close();
    }

    void restart() throws IOException {
        process = launch();
        guard = ProcessGuard.watch(process, Duration.ZERO);
        awaitReady();
    }

    @Override
    public void close() {
        kill9();
    }

    private void awaitReady() {
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/readyz"))
                .timeout(Duration.ofSeconds(2))
                .build();
        Awaitility.await("ready")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() ->
                        HTTP.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200);
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                Path.of("..", "app", "target", "galaxy.jar").toString(),
                "serve"));
        for (String setting : List.of(
                "users.http.port=" + users,
                "connections.grpc.port=" + connections,
                "management.port=" + management,
                "redis.uri=" + redis,
                "log.level=warn")) {
            command.addAll(List.of("--set", setting));
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }
}
