package galaxy.torture.hostile;

import galaxy.redis.ProcessGuard;
import galaxy.torture.stage.PackagedJar;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packaged program under attack: both services and the embedded Redis, in a JVM of its own, on ports of its own. */
final class TargetProcess implements AutoCloseable {
    private static final Pattern ADDRESS =
            Pattern.compile("  (users|connections|management) +(?:http://)?([^ :]+):([0-9]+).*");
    private static final Duration STOP = Duration.ofSeconds(30);

    private final Process process;
    private final ProcessGuard guard;
    private final Path folder;
    private final Thread log;
    private final Map<String, InetSocketAddress> addresses = new HashMap<>();
    private final List<ManagedChannel> channels = new CopyOnWriteArrayList<>();

    /**
     * Starts it and waits until it is ready.
     *
     * @param folder for its data
     * @param settings beside ports and folder, each {@code key=value}
     * @param logLine receives every line of its log, in a thread of its own
     */
    TargetProcess(Path folder, List<String> settings, Consumer<String> logLine) throws IOException {
        this.folder = folder;
        List<String> own =
                List.of("users.http.port=0", "connections.grpc.port=0", "management.port=0", "data.dir=" + folder);
        List<String> all = Stream.concat(own.stream(), settings.stream()).toList();
        ProcessBuilder builder = new ProcessBuilder(PackagedJar.find().serve(List.of("-Xmx512m"), all));
        builder.environment().keySet().removeIf(name -> name.startsWith("GALAXY_"));
        process = builder.start();
        guard = ProcessGuard.watch(process, Duration.ZERO);
        log = Thread.ofPlatform().daemon().name("log of the target").start(() -> readLog(logLine));
        BufferedReader out = process.inputReader();
        String line = "";
        while (!line.startsWith("  store")) {
            line = Objects.requireNonNullElse(out.readLine(), "");
            Matcher address = ADDRESS.matcher(line);
            if (address.matches()) {
                int port = Integer.parseInt(address.group(3));
                addresses.put(address.group(1), new InetSocketAddress(address.group(2), port));
            } else if (!process.isAlive()) {
                throw new IOException("the service ended before it was ready; its log says why");
            }
        }
    }

    private void readLog(Consumer<String> logLine) {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(logLine);
        } catch (IOException | UncheckedIOException e) {
            // The end of the log.
        }
    }

    InetSocketAddress users() {
        return Objects.requireNonNull(addresses.get("users"));
    }

    InetSocketAddress connections() {
        return Objects.requireNonNull(addresses.get("connections"));
    }

    InetSocketAddress management() {
        return Objects.requireNonNull(addresses.get("management"));
    }

    /** A new channel to the gRPC service, which ends with this. */
    ManagedChannel channel() {
        ManagedChannel channel = Grpc.newChannelBuilderForAddress(
                        connections().getHostString(), connections().getPort(), InsecureChannelCredentials.create())
                .build();
        channels.add(channel);
        return channel;
    }

    Process process() {
        return process;
    }

    Path folder() {
        return folder;
    }

    /** Where its embedded Redis keeps its files. */
    Path redisFolder() {
        return folder.resolve("redis");
    }

    /** SIGTERM; returns when it has ended and every line of its log was read. */
    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdownNow);
        // By its handle: the other way closes its output as well, and the end of the log would be lost.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
            log.join(STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            guard.close();
        }
    }
}
