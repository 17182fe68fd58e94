package galaxy.torture.connections;

import galaxy.redis.LoopbackPorts;
import galaxy.redis.ProcessGuard;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** The packaged jar in a process of its own, which comes back on the same ports. */
final class PackagedService implements AutoCloseable {
    private static final Path JAR = Path.of("..", "app", "target", "galaxy.jar");

    private final List<String> command = new ArrayList<>();
    private final int grpc = LoopbackPorts.free();
    private final int management = LoopbackPorts.free();
    private final Path log;
    private Process process;
    private ProcessGuard guard;

    PackagedService(String redis, Path folder) throws IOException {
        this.log = folder.resolve("service.log");
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                JAR.toString(),
                "serve"));
        for (String setting : List.of(
                "redis.uri=" + redis,
                "connections.grpc.port=" + grpc,
                "management.port=" + management,
                "users.http.port=" + LoopbackPorts.free(),
                "log.level=warn")) {
            command.addAll(List.of("--set", setting));
        }
        process = launch();
        guard = ProcessGuard.watch(process, Duration.ZERO);
        awaitReady();
    }

    String connections() {
        return "127.0.0.1:" + grpc;
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private void awaitReady() {
        Awaitility.await("the service is ready")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> readiness() == 200);
    }

    private int readiness() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + management + "/readyz");
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }

    /** SIGKILL, and it is started again. */
    void killAndRestart() throws IOException, InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
        guard.close();
        process = launch();
        guard = ProcessGuard.watch(process, Duration.ZERO);
        awaitReady();
    }

    /** In good order. */
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
        guard.close();
    }
}
