package galaxy.redis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the durable server of a service runs.
 *
 * @param directory contains data, log, lock and socket; created if missing
 * @param transport what it listens on
 * @param startTimeout how long it may take to respond at start, without loading
 * @param stopTimeout how long it may take to stop before it is killed
 * @param tools what local tools of the same owner may do, as {@link LocalAccess} says
 */
public record EmbeddedRedisConfig(
        Path directory, Transport transport, Duration startTimeout, Duration stopTimeout, Optional<Tools> tools) {

    /**
     * What local tools may do.
     *
     * @param readable the streams and hashes that they may read, as patterns of Redis
     * @param writable a string that they may set
     */
    public record Tools(List<String> readable, String writable) {}

    /** What the server listens on. */
    public enum Transport {
        /** A Unix domain socket if its path is short enough for the system, else a port. */
        SOCKET_IF_SHORT,
        /** A free port on 127.0.0.1. */
        LOOPBACK_PORT
    }

    /** The defaults. */
    public static EmbeddedRedisConfig in(Path directory) {
        return new EmbeddedRedisConfig(
                directory, Transport.SOCKET_IF_SHORT, Duration.ofSeconds(20), Duration.ofSeconds(10), Optional.empty());
    }

    public EmbeddedRedisConfig withTransport(Transport other) {
        return new EmbeddedRedisConfig(directory, other, startTimeout, stopTimeout, tools);
    }

    public EmbeddedRedisConfig withTools(Tools allowed) {
        return new EmbeddedRedisConfig(directory, transport, startTimeout, stopTimeout, Optional.of(allowed));
    }
}
