package galaxy.testkit;

import galaxy.redis.LoopbackPorts;
import galaxy.redis.ProcessGuard;
import galaxy.redis.RedisAccess;
import galaxy.redis.RedisAddress;
import galaxy.redis.RedisExecutable;
import galaxy.redis.RespConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** Three sentinels that watch a master and its replicas, and make a replica the master within seconds. */
public final class Sentinels implements AutoCloseable {
    /** Of the master. */
    public static final String NAME = "galaxy";

    private static final int COUNT = 3;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final TempFolder folder = TempFolder.make();
    private final List<Process> processes = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();

    /** Starts them, and waits until they know each other and the replicas. */
    public static Sentinels watching(RedisNode master, int replicas) {
        Sentinels sentinels = new Sentinels();
        try {
            for (int i = 0; i < COUNT; i++) {
                sentinels.start(master);
            }
        } catch (IOException e) {
            sentinels.close();
            throw new UncheckedIOException(e);
        }
        Awaitility.await("the sentinels know each other and the replicas")
                .atMost(TIMEOUT)
                .until(() -> sentinels.ports.stream()
                        .allMatch(port -> ask(port, "INFO", "sentinel")
                                .contains("slaves=%d,sentinels=%d".formatted(replicas, COUNT))));
        return sentinels;
    }

    /** {@code redis-sentinel://…} with all of them. */
    public String uri() {
        return "redis-sentinel://"
                + ports.stream()
                        .map(port -> RedisAddress.LoopbackPort.HOST + ":" + port)
                        .collect(Collectors.joining(","))
                + "/" + NAME;
    }

    /** The port of the master, as the first of them says. */
    public int masterPort() {
        String address = ask(ports.getFirst(), "SENTINEL", "GET-MASTER-ADDR-BY-NAME", NAME);
        return Integer.parseInt(address.replaceAll(".*[^0-9]([0-9]+)[^0-9]*$", "$1"));
    }

    @Override
    public void close() {
        processes.forEach(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
        folder.close();
    }

    private void start(RedisNode master) throws IOException {
        int port = LoopbackPorts.free();
        Path config = Files.writeString(folder.path().resolve("sentinel-" + port + ".conf"), """
                port %d
                bind 127.0.0.1
                dir %s
                sentinel monitor %s 127.0.0.1 %d 2
                sentinel down-after-milliseconds %s 1000
                sentinel failover-timeout %s 5000
                """.formatted(
                        port, folder.path(), NAME, master.port(), NAME, NAME));
        Process process = new ProcessBuilder(RedisExecutable.find().path().toString(), config.toString(), "--sentinel")
                .redirectErrorStream(true)
                .redirectOutput(
                        folder.path().resolve("sentinel-" + port + ".log").toFile())
                .start();
        var _ = ProcessGuard.watch(process, Duration.ZERO);
        processes.add(process);
        ports.add(port);
    }

    private static String ask(int port, String... command) {
        try (var connection = RespConnection.open(
                new RedisAccess(new RedisAddress.LoopbackPort(port), Optional.empty()), Duration.ofSeconds(5))) {
            return connection.call(command);
        } catch (IOException notYet) {
            return "";
        }
    }
}
