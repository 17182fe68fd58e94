package galaxy.torture.hostile;

import galaxy.redis.ProcessGuard;
import galaxy.torture.stage.PackagedJar;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged program under attack: both services and the embedded Redis, in a JVM of its own, on ports of its own. */
final class Prey implements AutoCloseable {
    private static final Pattern PLACE =
            Pattern.compile("  (users|connections|management|store) +(?:http://)?(\\S+).*");
    private static final Duration STOP = Duration.ofSeconds(30);

    private final Process process;
    private final ProcessGuard guard;
    private final Path folder;
    private final Thread log;
    private final Map<String, String> places = new TreeMap<>();

    /**
     * Starts it and waits until it is ready.
     *
     * @param folder for its data
     * @param settings beside ports and folder
     * @param logLine given every line that it writes to its log, from a thread of its own
     */
    Prey(Path folder, Map<String, String> settings, Consumer<String> logLine) throws IOException {
        this.folder = folder;
        Map<String, String> all = new TreeMap<>(settings);
        all.put("users.http.port", "0");
        all.put("connections.grpc.port", "0");
        all.put("management.port", "0");
        all.put("data.dir", folder.toString());
        List<String> command = PackagedJar.find()
                .serve(
                        List.of("-Xmx512m"),
                        all.entrySet().stream()
                                .map(setting -> setting.getKey() + "=" + setting.getValue())
                                .toList());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("GALAXY_"));
        process = builder.start();
        guard = ProcessGuard.watch(process, Duration.ZERO);
        log = Thread.ofPlatform().daemon().name("log of the prey").start(() -> read(process.getErrorStream(), logLine));
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        while (!places.containsKey("store")) {
            String line = out.readLine();
            if (line == null) {
                throw new IOException("the service ended before it was ready");
            }
            Matcher place = PLACE.matcher(line);
            if (place.matches()) {
                places.put(place.group(1), place.group(2));
            }
        }
        Thread.ofPlatform().daemon().name("words of the prey").start(() -> read(process.getInputStream(), line -> {}));
    }

    private static void read(InputStream in, Consumer<String> line) {
        try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().forEach(line);
        } catch (IOException | UncheckedIOException e) {
            // The end of what it says.
        }
    }

    URI users() {
        return URI.create("http://" + places.get("users"));
    }

    URI management() {
        return URI.create("http://" + places.get("management"));
    }

    /** As a channel takes it. */
    String connections() {
        return String.valueOf(places.get("connections"));
    }

    InetSocketAddress usersPort() {
        return address(String.valueOf(places.get("users")));
    }

    InetSocketAddress connectionsPort() {
        return address(connections());
    }

    InetSocketAddress managementPort() {
        return address(String.valueOf(places.get("management")));
    }

    private static InetSocketAddress address(String place) {
        int colon = place.lastIndexOf(':');
        return new InetSocketAddress(place.substring(0, colon), Integer.parseInt(place.substring(colon + 1)));
    }

    long pid() {
        return process.pid();
    }

    /** Where its embedded Redis keeps its files. */
    Path redisFolder() {
        return folder.resolve("redis");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGTERM; returns when it has ended and every line of its log was given. */
    @Override
    public void close() {
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
