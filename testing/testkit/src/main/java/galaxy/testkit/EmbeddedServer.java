package galaxy.testkit;

import galaxy.redis.EmbeddedRedis;
import galaxy.redis.EmbeddedRedisConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The Redis of an instance, which restarts it. It is found by the file that names its process.
 *
 * @param folder {@code redis} in the folder with the data of the instance
 */
public record EmbeddedServer(Path folder) implements RedisServer {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(3);

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
