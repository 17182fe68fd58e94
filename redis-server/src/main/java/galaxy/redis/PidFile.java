package galaxy.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names the server process of a folder, so that the next start can end one that was left behind. Two lines: the process
 * id and the executable. Its reader holds the folder's lock.
 */
final class PidFile {
    private static final Logger LOG = LoggerFactory.getLogger(PidFile.class);
    private static final Duration POLL = Duration.ofMillis(3);

    private PidFile() {}

    /** @param executable may be a symbolic link; the system names a process by what it leads to */
    static void write(Path file, long pid, Path executable) throws IOException {
        String text = "%-19d%n%s%n".formatted(pid, executable.toRealPath());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException full) {
            // A server that is started again on a full disk still serves reads: the old text has the same length.
            Files.deleteIfExists(fresh);
            Files.writeString(file, text, StandardOpenOption.WRITE);
        }
    }

    static void forget(Optional<Path> file) throws IOException {
        if (file.isPresent()) {
            Files.deleteIfExists(file.get());
        }
    }

    /**
     * Ends the process that the file names, if it still is a server on that folder. Process ids are used again: a process
     * that is anything else is left alone.
     *
     * @throws RedisStartException if it cannot be ended
     */
    static void endOrphan(Path file, Path directory, Duration grace) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        List<String> lines = Files.readAllLines(file);
        Path executable = Path.of(lines.size() < 2 ? "" : lines.get(1));
        Optional<ProcessHandle> orphan = lines.stream()
                .findFirst()
                .map(String::strip)
                .flatMap(PidFile::parse)
                .flatMap(ProcessHandle::of)
                .filter(process -> serves(process, executable, directory));
        if (orphan.isPresent()) {
            LOG.warn(
                    "Stopping redis-server process {}, left behind by an earlier run",
                    orphan.get().pid());
            end(orphan.get(), executable, directory, grace);
        }
        Files.deleteIfExists(file);
    }

    private static Optional<Long> parse(String pid) {
        return pid.matches("[1-9]\\d{0,17}") ? Optional.of(Long.parseLong(pid)) : Optional.empty();
    }

    /** Our servers keep their command line, and the folder is on it. */
    private static boolean serves(ProcessHandle process, Path executable, Path directory) {
        boolean sameProgram = process.info()
                .command()
                .filter(command -> Path.of(command).equals(executable))
                .isPresent();
        boolean sameFolder = process.info()
                .arguments()
                .filter(arguments -> Arrays.asList(arguments).contains(directory.toString()))
                .isPresent();
        return sameProgram && sameFolder;
    }

    private static void end(ProcessHandle process, Path executable, Path directory, Duration grace) {
        process.destroy();
        if (endsWithin(grace, process, executable, directory)) {
            return;
        }
        process.destroyForcibly();
        if (!endsWithin(Duration.ofSeconds(5), process, executable, directory)) {
            throw new RedisStartException("The redis-server process " + process.pid()
                    + " was left behind by an earlier run and cannot be ended. End it by hand, then start again");
        }
    }

    /** A process that has ended, but that its parent has not asked about yet, still has an id; it serves no more. */
    private static boolean endsWithin(Duration time, ProcessHandle process, Path executable, Path directory) {
        long deadline = System.nanoTime() + time.toNanos();
        while (process.isAlive() && serves(process, executable, directory)) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            try {
                Thread.sleep(POLL);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new RedisStartException("Interrupted while ending an earlier redis-server", interrupted);
            }
        }
        return true;
    }
}
