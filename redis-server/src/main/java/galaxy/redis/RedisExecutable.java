package galaxy.redis;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server binary that this machine can run.
 *
 * @param path absolute; its last part is the name that it is called by, as some programs act by theirs
 * @param name {@code redis-server} or {@code valkey-server}
 * @param origin where it came from
 */
public record RedisExecutable(Path path, String name, RedisVersion version, Origin origin) {

    /** Where a binary came from. */
    public enum Origin {
        ON_PATH,
        BUNDLED
    }

    private static final Logger LOG = LoggerFactory.getLogger(RedisExecutable.class);

    /** A busy machine may take seconds, and another server than the last time might not read its data. */
    private static final int PROBE_SECONDS = 15;

    private static final List<String> NAMES = List.of("valkey-server", "redis-server");

    /**
     * The newest {@code redis-server} or {@code valkey-server} of 7.0 or later on the PATH: a system package gets
     * security fixes. Without one, the bundled Redis, unpacked into a cache folder of this user.
     *
     * @throws RedisStartException if there is neither
     */
    public static RedisExecutable find() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return find(path, BundledRedis.defaultCache());
    }

    /** {@link #find()} with another search path and cache folder. */
    public static RedisExecutable find(String searchPath, Path cache) {
        return onPath(searchPath).orElseGet(() -> BundledRedis.unpack(cache));
    }

    /** All that {@link #find()} chooses from: the supported servers of the PATH, and the bundled one. */
    public static List<RedisExecutable> all() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(supported(path), Stream.of(BundledRedis.unpack(BundledRedis.defaultCache())))
                .toList();
    }

    /** One line for people who start a service: which binary, and why it was chosen. */
    public String describe() {
        return switch (origin) {
            case ON_PATH -> name + " " + version + " at " + path + " (the newest on the PATH)";
            case BUNDLED ->
                name + " " + version + " bundled, at " + path + " (no redis-server or valkey-server of "
                        + RedisVersion.OLDEST_SUPPORTED.major()
                        + ".0 or later on the PATH; one from your system's packages gets security fixes and is faster)";
        };
    }

    private static Optional<RedisExecutable> onPath(String searchPath) {
        return supported(searchPath).max(Comparator.comparing(RedisExecutable::version));
    }

    private static Stream<RedisExecutable> supported(String searchPath) {
        Set<Path> seen = new LinkedHashSet<>();
        for (String folder : searchPath.split(File.pathSeparator, -1)) {
            for (String name : NAMES) {
                candidate(folder, name).ifPresent(seen::add);
            }
        }
        return seen.stream()
                .flatMap(path -> probe(path).stream())
                .filter(executable -> executable.version().isSupported());
    }

    /** Relative folders are passed over: what runs must not depend on where the service was started. */
    private static Optional<Path> candidate(String folder, String name) {
        try {
            Path path = Path.of(folder, name);
            return path.isAbsolute() && Files.isRegularFile(path) && Files.isExecutable(path)
                    ? Optional.of(Path.of(folder).toRealPath().resolve(name))
                    : Optional.empty();
        } catch (InvalidPathException | IOException unusable) {
            return Optional.empty();
        }
    }

    private static Optional<RedisExecutable> probe(Path path) {
        try {
            Process process = new ProcessBuilder(path.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            try {
                process.getOutputStream().close();
                if (!process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
                    LOG.warn("{} --version has not ended within {} s, and is not used", path, PROBE_SECONDS);
                    return Optional.empty();
                }
                String output = new String(process.getInputStream().readNBytes(1000), StandardCharsets.UTF_8);
                String name = output.startsWith("Valkey") ? "valkey-server" : "redis-server";
                return RedisVersion.fromOutput(output)
                        .map(version -> new RedisExecutable(path, name, version, Origin.ON_PATH));
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException broken) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RedisStartException("Interrupted while looking for a Redis server", interrupted);
        }
    }
}
