package galaxy.testkit;

import galaxy.kernel.Secret;
import galaxy.redis.LoopbackPorts;
import galaxy.redis.RedisAccess;
import galaxy.redis.RedisAddress;
import galaxy.redis.RedisExecutable;
import galaxy.redis.RedisProcess;
import galaxy.redis.RedisStartException;
import galaxy.redis.RespConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * A throw-away server on a loopback port, with a folder of its own. It dies with the JVM. Port, password and folder stay
 * the same over {@link #restart()}.
 */
public final class RedisNode implements RedisServer, AutoCloseable {
    private static final Pattern COUNT = Pattern.compile("cmdstat_([^:]+):calls=([0-9]+),");
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int PORT_ATTEMPTS = 5;

    /**
     * How a node is set up.
     *
     * @param password asked for, if there is one
     * @param appendOnly whether data survive a restart: written and synced before each answer
     * @param unixSocket whether it also listens on a Unix domain socket
     * @param config further configuration lines
     * @param executable which server it is; without, the one that a service would run
     */
    public record Options(
            Optional<Secret> password,
            boolean appendOnly,
            boolean unixSocket,
            List<String> config,
            Optional<RedisExecutable> executable) {
        public Options {
            config = List.copyOf(config);
        }

        /** No password, nothing on disk, a port only. */
        public static Options plain() {
            return new Options(Optional.empty(), false, false, List.of(), Optional.empty());
        }

        public Options withPassword(String secret) {
            return new Options(Optional.of(Secret.of(secret)), appendOnly, unixSocket, config, executable);
        }

        public Options withAppendOnly() {
            return new Options(password, true, unixSocket, config, executable);
        }

        public Options withUnixSocket() {
            return new Options(password, appendOnly, true, config, executable);
        }

        public Options withExecutable(RedisExecutable server) {
            return new Options(password, appendOnly, unixSocket, config, Optional.of(server));
        }

        public Options withConfig(String... lines) {
            var all = new ArrayList<>(config);
            all.addAll(List.of(lines));
            return new Options(password, appendOnly, unixSocket, all, executable);
        }
    }

    private final TempFolder folder;
    private final Options options;
    private final RedisProcess.Launch launch;
    private RedisProcess process;
    private boolean paused;

    private RedisNode(TempFolder folder, Options options, RedisProcess.Launch launch) {
        this.folder = folder;
        this.options = options;
        this.launch = launch;
        this.process = RedisProcess.start(launch);
    }

    /** With {@link Options#plain()}. */
    public static RedisNode start() {
        return start(Options.plain());
    }

    public static RedisNode start(Options options) {
        for (int attempt = 1; ; attempt++) {
            TempFolder folder = TempFolder.make();
            try {
                return new RedisNode(folder, options, launch(folder.path(), options));
            } catch (RedisStartException e) {
                folder.close();
                boolean portTaken = String.valueOf(e.getMessage()).contains("Address already in use");
                if (!portTaken || attempt == PORT_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    public String host() {
        return RedisAddress.LoopbackPort.HOST;
    }

    public int port() {
        return switch (launch.access().address()) {
            case RedisAddress.LoopbackPort tcp -> tcp.port();
            case RedisAddress.UnixSocket _ -> throw new IllegalStateException("A node listens on a port");
        };
    }

    /** {@code redis://127.0.0.1:port}, with {@code :password@} if it asks for one. */
    public String uri() {
        return "redis://" + credentials() + host() + ":" + port();
    }

    /** {@code redis-socket://[:password@]/path}, for a node that was asked to have a socket. */
    public String socketUri() {
        if (!options.unixSocket()) {
            throw new IllegalStateException("This node has no Unix domain socket");
        }
        return "redis-socket://" + credentials() + socketIn(folder.path());
    }

    public RedisAccess access() {
        return launch.access();
    }

    @Override
    public Path folder() {
        return folder.path();
    }

    public synchronized long pid() {
        return process.pid();
    }

    public synchronized boolean isRunning() {
        return process.isAlive();
    }

    /** Whether it runs and is not paused. */
    public synchronized boolean serves() {
        return process.isAlive() && !paused;
    }

    /** One command on a connection of its own; an error reply becomes an exception. */
    public String call(String... command) {
        try (var connection = connect()) {
            return connection.call(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RespConnection connect() throws IOException {
        return RespConnection.open(access(), TIMEOUT);
    }

    /** {@code CONFIG SET}; lasts until the next restart. */
    public void config(String name, String value) {
        call("CONFIG", "SET", name, value);
    }

    /** Makes it the replica of another node, and waits until it has all of its data. */
    public void follow(RedisNode master) {
        call("REPLICAOF", master.host(), Integer.toString(master.port()));
        Awaitility.await("the replica follows")
                .atMost(TIMEOUT)
                .until(() -> master.call("INFO", "replication").contains("state=online"));
    }

    /** Deletes every key. Scripts stay loaded. */
    public void flush() {
        call("FLUSHALL", "SYNC");
    }

    /** The next {@code EVALSHA} gets {@code NOSCRIPT}, as after a restart. */
    public void forgetScripts() {
        call("SCRIPT", "FLUSH", "SYNC");
    }

    /** How often each command was run so far, also by scripts. */
    public Map<String, Long> commandCounts() {
        Map<String, Long> counts = new TreeMap<>();
        call("INFO", "commandstats")
                .lines()
                .map(COUNT::matcher)
                .filter(Matcher::lookingAt)
                .forEach(row -> counts.put(row.group(1), Long.parseLong(row.group(2))));
        return counts;
    }

    @Override
    public StoreImage image() throws IOException {
        return StoreImage.read(List.of(access()));
    }

    @Override
    public synchronized void kill9() {
        process.kill();
        paused = false;
    }

    @Override
    public synchronized void pause() {
        process.pause();
        paused = true;
    }

    @Override
    public synchronized void resume() {
        process.resume();
        paused = false;
    }

    /** Stops it in good order if it runs, starts it with the same address and folder, and waits until it answers. */
    public synchronized void restart() {
        if (paused) {
            resume();
        }
        if (process.isAlive()) {
            process.stop(TIMEOUT);
        }
        process = RedisProcess.start(launch);
    }

    @Override
    public synchronized void heal() {
        if (!process.isAlive()) {
            restart();
        } else if (paused) {
            resume();
        }
    }

    /** Kills it and deletes its folder. */
    @Override
    public synchronized void close() {
        process.kill();
        folder.close();
    }

    private String credentials() {
        return credentials(options.password());
    }

    /** {@code :password@} for a URI, or nothing. */
    static String credentials(Optional<Secret> password) {
        return password.map(secret -> URLEncoder.encode(secret.reveal(), StandardCharsets.UTF_8))
                .map(encoded -> ":" + encoded.replace("+", "%20") + "@")
                .orElse("");
    }

    private static Path socketIn(Path folder) {
        return folder.resolve("redis.sock");
    }

    private static RedisProcess.Launch launch(Path folder, Options options) {
        List<String> config = new ArrayList<>(List.of("save \"\""));
        config.addAll(
                options.appendOnly() ? List.of("appendonly yes", "appendfsync always") : List.of("appendonly no"));
        if (options.unixSocket()) {
            config.add("unixsocketperm 700");
            config.add("unixsocket " + RedisProcess.quote(socketIn(folder).toString()));
        }
        config.addAll(options.config());
        return new RedisProcess.Launch(
                options.executable().orElseGet(() -> Executable.FOUND),
                folder,
                folder.resolve("redis.log"),
                new RedisAccess(new RedisAddress.LoopbackPort(LoopbackPorts.free()), options.password()),
                config,
                Optional.empty(),
                TIMEOUT,
                Duration.ZERO);
    }

    /** Looked for once per JVM. */
    private static final class Executable {
        private static final RedisExecutable FOUND = RedisExecutable.find();
    }
}
