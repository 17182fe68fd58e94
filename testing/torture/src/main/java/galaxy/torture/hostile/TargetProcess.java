package galaxy.torture.hostile;

import galaxy.redis.ProcessGuard;
import galaxy.torture.stage.PackagedJar;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged program under attack: both services and the embedded Redis, in a JVM of its own, on ports of its own. */
final class TargetProcess implements AutoCloseable {
    private static final Pattern ADDRESS =
            Pattern.compile("  (users|connections|management|store) +(?:http://)?(\\S+).*");
    private static final Duration STOP = Duration.ofSeconds(30);

    private final Process process;
    private final ProcessGuard guard;
    private final Path folder;
    private final Thread log;
    private final Map<String, String> addresses = new TreeMap<>();
    private final List<Runnable> clients = new CopyOnWriteArrayList<>();

    /**
     * Starts it and waits until it is ready.
     *
     * @param folder for its data
     * @param settings beside ports and folder
     * @param logLine receives every line of its log, in a thread of its own
     */
    TargetProcess(Path folder, Map<String, String> settings, Consumer<String> logLine) throws IOException {
        this.folder = folder;
        Map<String, String> all = new TreeMap<>(settings);
        List.of("users.http.port", "connections.grpc.port", "management.port").forEach(port -> all.put(port, "0"));
        all.put("data.dir", folder.toString());
        List<String> arguments = all.entrySet().stream().map(Object::toString).toList();
        ProcessBuilder builder = new ProcessBuilder(PackagedJar.find().serve(List.of("-Xmx512m"), arguments));
        builder.environment().keySet().removeIf(name -> name.startsWith("GALAXY_"));
        process = builder.start();
        guard = ProcessGuard.watch(process, Duration.ZERO);
        log = Thread.ofPlatform().daemon().name("log of the target").start(() -> readErrors(logLine));
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        while (!addresses.containsKey("store")) {
            String line = out.readLine();
            if (line == null) {
                throw new IOException("the service ended before it was ready; its log says why");
            }
            Matcher address = ADDRESS.matcher(line);
            if (address.matches()) {
                addresses.put(address.group(1), address.group(2));
            }
        }
    }

    private void readErrors(Consumer<String> logLine) {
        try (var lines = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(logLine);
        } catch (IOException | UncheckedIOException e) {
            // The end of the log.
        }
    }

    InetSocketAddress users() {
        return address("users");
    }

    InetSocketAddress connections() {
        return address("connections");
    }

    InetSocketAddress management() {
        return address("management");
    }

    private InetSocketAddress address(String name) {
        String address = addresses.getOrDefault(name, "");
        int colon = address.lastIndexOf(':');
        return new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    }

    /** A new channel to the gRPC service, which ends with this. */
    ManagedChannel channel() {
        ManagedChannel channel = Grpc.newChannelBuilder(
                        addresses.getOrDefault("connections", ""), InsecureChannelCredentials.create())
                .build();
        clients.add(channel::shutdownNow);
        return channel;
    }

    /** A new client of the REST service, which ends with this. */
    RestClient rest(Duration timeout) {
        RestClient client = new RestClient(users(), timeout);
        clients.add(client::close);
        return client;
    }

    long pid() {
        return process.pid();
    }

    Path folder() {
        return folder;
    }

    /** Where its embedded Redis keeps its files. */
    Path redisFolder() {
        return folder.resolve("redis");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGTERM; returns when it has ended and every line of its log was read. */
    @Override
    public void close() {
        clients.forEach(Runnable::run);
        // By its handle: the other way closes its output as well, and the end of the log would be lost.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
            log.join(STOP);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            guard.close();
        }
    }
}
