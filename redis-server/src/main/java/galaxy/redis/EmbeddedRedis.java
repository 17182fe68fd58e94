package galaxy.redis;

import galaxy.kernel.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The durable server that a service runs for itself when it is given no other. One owner per folder; started again
 * within milliseconds should it die; gone when this JVM is gone. Address and password stay the same for the life of this
 * object, so clients reconnect by themselves.
 */
public final class EmbeddedRedis implements AutoCloseable {
    /** What the server is doing, for readiness and metrics. */
    public enum State {
        RUNNING,
        /** It died and is being restarted; it does not answer meanwhile. */
        RESTARTING,
        STOPPED
    }

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedis.class);

    /** Every write is on the disk before its reply; nothing is evicted. */
    private static final List<String> DURABLE = List.of(
            "appendonly yes",
            "appendfsync always",
            "no-appendfsync-on-rewrite no",
            "maxmemory-policy noeviction",
            "save \"\"");

    /** The length that every system leaves for a socket's path (104 bytes on macOS, 108 on Linux), with some to spare. */
    private static final int SOCKET_PATH_BYTES = 100;

    private static final int PORT_ATTEMPTS = 5;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final EmbeddedRedisConfig config;
    private final RedisProcess.Launch launch;
    private final DirectoryLock lock;
    private final Thread supervisor;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicLong restarts = new AtomicLong();
    private volatile RedisProcess process;
    private volatile State state = State.RUNNING;

    private EmbeddedRedis(
            EmbeddedRedisConfig config, RedisProcess.Launch launch, RedisProcess first, DirectoryLock lock) {
        this.config = config;
        this.launch = launch;
        this.process = first;
        this.lock = lock;
        this.supervisor = Thread.ofPlatform().name("embedded-redis").daemon().unstarted(this::supervise);
    }

    /** {@link #start(EmbeddedRedisConfig, RedisExecutable)} with the executable that {@link RedisExecutable#find} gives. */
    public static EmbeddedRedis start(EmbeddedRedisConfig config) {
        return start(config, RedisExecutable.find());
    }

    /**
     * Takes the folder, ends a server that an earlier run left behind, starts one and waits until it answers.
     *
     * @throws RedisStartException if the folder is in use or unusable, or the server does not start
     */
    public static EmbeddedRedis start(EmbeddedRedisConfig config, RedisExecutable executable) {
        try {
            Path folder = DataFolder.prepare(config.directory());
            DirectoryLock lock = DirectoryLock.take(folder);
            boolean started = false;
            try {
                WrittenBy.requireReadable(folder, executable);
                PidFile.endOrphan(folder.resolve("redis.pid"), folder, config.stopTimeout());
                DataFolder.rotate(folder.resolve("redis.log"));
                EmbeddedRedis redis = firstRun(config, executable, folder, lock);
                redis.supervisor.start();
                started = true;
                return redis;
            } finally {
                if (!started) {
                    LocalAccess.forget(folder);
                    lock.close();
                }
            }
        } catch (AccessDeniedException e) {
            throw RedisStartException.lasting(unusable(config, e));
        } catch (IOException e) {
            throw new RedisStartException(unusable(config, e), e);
        }
    }

    private static String unusable(EmbeddedRedisConfig config, IOException failure) {
        return "The data folder " + config.directory() + " cannot be used: " + reason(failure)
                + ". Set another data.dir or put that right";
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> "permission denied for " + denied.getFile();
            case FileSystemException file when file.getReason() != null -> file.getFile() + ": " + file.getReason();
            case IOException other -> String.valueOf(other.getMessage());
        };
    }

    /** Where it listens and its password, the same until {@link #close()}. */
    public RedisAccess access() {
        return launch.access();
    }

    public RedisExecutable executable() {
        return launch.executable();
    }

    public State state() {
        return state;
    }

    /** How often it died and was started again. */
    public long restarts() {
        return restarts.get();
    }

    /** The process id of the current run. */
    public long pid() {
        return process.pid();
    }

    /** Stops the server in good order and gives the folder back. Further calls do nothing. */
    @Override
    public void close() {
        if (closing.getAndSet(true)) {
            return;
        }
        supervisor.interrupt();
        boolean interrupted = false;
        while (supervisor.isAlive()) {
            try {
                supervisor.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        process.stop(config.stopTimeout());
        state = State.STOPPED;
        try {
            PidFile.forget(launch.pidFile());
            LocalAccess.forget(launch.directory());
            lock.close();
        } catch (IOException e) {
            LOG.warn("The data folder {} could not be given back in good order", launch.directory(), e);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    RedisProcess process() {
        return process;
    }

    private static EmbeddedRedis firstRun(
            EmbeddedRedisConfig config, RedisExecutable executable, Path folder, DirectoryLock lock)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            RedisAddress address = addressIn(folder, config.transport());
            List<String> lines = new ArrayList<>(DURABLE);
            if (config.tools().isPresent()) {
                LocalAccess tools = LocalAccess.to(address, freshPassword());
                tools.write(folder);
                lines.add(tools.configLine(config.tools().get()));
            }
            var launch = new RedisProcess.Launch(
                    executable,
                    folder,
                    folder.resolve("redis.log"),
                    new RedisAccess(address, Optional.of(freshPassword())),
                    lines,
                    Optional.of(folder.resolve("redis.pid")),
                    config.startTimeout(),
                    config.stopTimeout());
            try {
                return new EmbeddedRedis(config, launch, repairAndStart(launch), lock);
            } catch (RedisStartException e) {
                boolean portTaken = address instanceof RedisAddress.LoopbackPort
                        && String.valueOf(e.getMessage()).contains("Address already in use");
                if (!portTaken || attempt == PORT_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static RedisProcess repairAndStart(RedisProcess.Launch launch) {
        try {
            DataFolder.deleteLeftovers(launch.directory());
            AppendOnlyTail.repair(launch.directory());
        } catch (IOException e) {
            throw new RedisStartException("The files in " + launch.directory() + " cannot be used: " + reason(e), e);
        }
        return RedisProcess.start(launch);
    }

    private static RedisAddress addressIn(Path folder, EmbeddedRedisConfig.Transport transport) {
        Path socket = folder.resolve("redis.sock");
        return switch (transport) {
            case SOCKET_IF_SHORT ->
                socket.toString().getBytes(StandardCharsets.UTF_8).length <= SOCKET_PATH_BYTES
                        ? new RedisAddress.UnixSocket(socket)
                        : new RedisAddress.LoopbackPort(LoopbackPorts.free());
            case LOOPBACK_PORT -> new RedisAddress.LoopbackPort(LoopbackPorts.free());
        };
    }

    private static Secret freshPassword() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Secret.of(HexFormat.of().formatHex(bytes));
    }

    private void supervise() {
        Duration pause = Duration.ZERO;
        try {
            while (!closing.get()) {
                long since = System.nanoTime();
                int code = process.waitFor();
                if (closing.get()) {
                    return;
                }
                state = State.RESTARTING;
                LOG.error("redis-server process {} ended with {}; starting it again", process.pid(), code);
                // Only one that dies at once, again and again, is waited for.
                boolean ranForLonger = System.nanoTime() - since > pause.toNanos();
                pause = restart(ranForLonger ? Duration.ZERO : pause);
            }
        } catch (InterruptedException closed) {
            LOG.debug("Supervision ends");
        }
    }

    /** Tries until it runs; gives the pause to make first, should it die again soon. */
    private Duration restart(Duration firstPause) throws InterruptedException {
        Duration pause = firstPause;
        boolean said = false;
        while (true) {
            Thread.sleep(pause);
            pause = longer(pause);
            try {
                process = repairAndStart(launch);
                state = State.RUNNING;
                restarts.incrementAndGet();
                LOG.info("redis-server runs again as process {}", process.pid());
                return pause;
            } catch (RedisStartException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("closed while starting again");
                }
                if (!said) {
                    LOG.error("redis-server does not start; trying until it does, once a second in the end", e);
                    said = true;
                }
            }
        }
    }

    private static Duration longer(Duration pause) {
        Duration next = pause.isZero() ? Duration.ofMillis(50) : pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    }
}
