package galaxy.torture.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The Redis that an instance runs for itself: found by the file that names its process. */
record EmbeddedServer(Path folder) implements RedisServer {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(3);

    @Override
    public void kill9() throws InterruptedException {
        Optional<ProcessHandle> process = find();
        process.ifPresent(ProcessHandle::destroyForcibly);
        while (process.filter(EmbeddedServer::runs).isPresent()) {
            Thread.sleep(POLL);
        }
    }

    /** The instance does that. */
    @Override
    public void bringBack() {}

    @Override
    public void pause() throws InterruptedException {
        Optional<ProcessHandle> process = find();
        if (process.isPresent()) {
            Signal.STOP.to(process.get().pid());
        }
    }

    @Override
    public void resume() throws InterruptedException {
        Optional<ProcessHandle> process = named();
        if (process.isPresent()) {
            Signal.CONT.to(process.get().pid());
        }
    }

    /** Waits a little for one that is just being started. */
    private Optional<ProcessHandle> find() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<ProcessHandle> process = named();
            if (process.isPresent() || System.nanoTime() > deadline) {
                return process;
            }
            Thread.sleep(POLL);
        }
    }

    /** Process ids are used again: only a process of that program counts. */
    private Optional<ProcessHandle> named() {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("redis.pid"));
            return lines.size() < 2
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.getFirst()))
                            .filter(process -> process.info()
                                    .command()
                                    .filter(lines.get(1)::equals)
                                    .isPresent());
        } catch (IOException | NumberFormatException notRunning) {
            return Optional.empty();
        }
    }

    /** One that has ended may keep its id until its parent asks about it. */
    private static boolean runs(ProcessHandle process) {
        return process.info().command().isPresent();
    }
}
