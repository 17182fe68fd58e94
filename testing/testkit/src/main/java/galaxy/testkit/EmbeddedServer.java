package galaxy.testkit;

import galaxy.redis.EmbeddedRedis;
import galaxy.redis.EmbeddedRedisConfig;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Redis of an instance, which restarts it. It is found by the file that names its process.
 *
 * @param folder {@code redis} in the folder with the data of the instance
 */
public record EmbeddedServer(Path folder) implements RedisServer {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(3);
    private static final long MOST_CUT = 64 << 10;

    /** Redis accepts a cut in no other file. */
    private static final Pattern LOG = Pattern.compile(".*\\.(\\d+)\\.incr\\.aof");

    @Override
    public void kill9() throws InterruptedException {
        Optional<ProcessHandle> process = await();
        process.ifPresent(ProcessHandle::destroyForcibly);
        while (process.filter(each -> ProcessIds.runs(each.pid())).isPresent()) {
            Thread.sleep(POLL);
        }
    }

    @Override
    public void pause() throws InterruptedException {
        Optional<ProcessHandle> process = await();
        if (process.isPresent()) {
            ProcessIds.pause(process.get().pid());
        }
    }

    @Override
    public void resume() throws InterruptedException {
        Optional<ProcessHandle> process = find();
        if (process.isPresent()) {
            ProcessIds.resume(process.get().pid());
        }
    }

    @Override
    public void heal() {}

    /** Whether its process exists. */
    public boolean isRunning() {
        return find().isPresent();
    }

    public long pid() {
        return find().orElseThrow().pid();
    }

    /** To be called after the end of the instance. */
    @Override
    public StoreImage image() throws IOException {
        EmbeddedRedisConfig config =
                EmbeddedRedisConfig.in(folder).withTransport(EmbeddedRedisConfig.Transport.LOOPBACK_PORT);
        try (EmbeddedRedis server = EmbeddedRedis.start(config)) {
            return StoreImage.read(List.of(server.access()));
        }
    }

    /** Copies the data by {@code galaxy backup}, while the instance runs or not. */
    public void backUp() {
        run("backup", "--keep", "1");
    }

    /** Puts the newest copy in place of the data by {@code galaxy restore}; the instance has ended. */
    public void restore() throws IOException {
        Files.move(folder, folder.resolveSibling("redis.before-" + System.nanoTime()));
        run("restore");
    }

    private void run(String command, String... more) {
        Path data = folder.resolveSibling("");
        List<String> words = new ArrayList<>(
                List.of(command, data.resolveSibling("backups").toString(), "--set", "data.dir=" + data));
        words.addAll(List.of(more));
        try (JvmProcess program =
                JvmProcess.start(PackagedGalaxy.withFastStart(PackagedGalaxy.program(words.toArray(String[]::new))))) {
            if (program.awaitExit(GalaxyInstance.TIMEOUT) != 0) {
                throw new IllegalStateException(command + " failed: " + String.join("\n", program.lines()));
            }
        }
    }

    /** Cuts off some of the end of the log, as if it had never reached the disk; the server does not run. */
    public void cutLog(RandomGenerator random) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("appendonlydir"))) {
            Optional<Path> newest =
                    files.filter(file -> number(file) >= 0).max(Comparator.comparingLong(EmbeddedServer::number));
            if (newest.isPresent()) {
                try (FileChannel log = FileChannel.open(newest.get(), StandardOpenOption.WRITE)) {
                    long size = log.size();
                    log.truncate(size - random.nextLong(Math.min(size, MOST_CUT) + 1));
                }
            }
        }
    }

    private static long number(Path file) {
        Matcher log = LOG.matcher(file.toString());
        return log.matches() ? Long.parseLong(log.group(1)) : -1;
    }

    /** Waits a little for a process that is just being started. */
    private Optional<ProcessHandle> await() throws InterruptedException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        Optional<ProcessHandle> process = find();
        while (process.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(POLL);
            process = find();
        }
        return process;
    }

    /** Process ids are reused: only a process of the program in the file counts. */
    private Optional<ProcessHandle> find() {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("redis.pid"));
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                    .filter(process -> process.info().command().equals(Optional.of(lines.get(1))));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException notRunning) {
            return Optional.empty();
        }
    }
}
