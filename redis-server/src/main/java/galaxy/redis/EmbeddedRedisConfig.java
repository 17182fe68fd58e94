package galaxy.redis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the durable server of a service runs.
 *
 * @param directory holds everything: data, log, lock, socket; made if it is not there
 * @param fsync when the append-only file reaches the disk
 * @param transport what it listens on
 * @param startTimeout how long it may take to answer at start, loading not counted
 * @param stopTimeout how long it may take to stop before it is killed
 * @param readable the stream that local tools of the same owner may read, as {@link LocalAccess} says
 */
public record EmbeddedRedisConfig(
        Path directory,
        Fsync fsync,
        Transport transport,
        Duration startTimeout,
        Duration stopTimeout,
        Optional<String> readable) {

    /** When the append-only file reaches the disk. */
    public enum Fsync {
        /** Before the answer: an acknowledged write survives power loss. */
        ALWAYS,
        /** Once a second: power loss takes up to about two seconds of acknowledged writes. */
        EVERYSEC
    }

    /** What the server listens on. */
    public enum Transport {
        /** A Unix domain socket if its path is short enough for the system, else a port. */
        SOCKET_IF_SHORT,
        /** A free port on 127.0.0.1. */
        LOOPBACK_PORT
    }

    /** The defaults: nothing acknowledged is ever lost. */
    public static EmbeddedRedisConfig in(Path directory) {
        return new EmbeddedRedisConfig(
                directory,
                Fsync.ALWAYS,
                Transport.SOCKET_IF_SHORT,
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                Optional.empty());
    }

    public EmbeddedRedisConfig withTransport(Transport other) {
        return new EmbeddedRedisConfig(directory, fsync, other, startTimeout, stopTimeout, readable);
    }

    public EmbeddedRedisConfig withFsync(Fsync other) {
        return new EmbeddedRedisConfig(directory, other, transport, startTimeout, stopTimeout, readable);
    }

    public EmbeddedRedisConfig withReadable(String stream) {
        return new EmbeddedRedisConfig(directory, fsync, transport, startTimeout, stopTimeout, Optional.of(stream));
    }
}
