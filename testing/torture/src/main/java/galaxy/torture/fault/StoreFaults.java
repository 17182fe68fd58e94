package galaxy.torture.fault;

import galaxy.testkit.RedisNode;
import galaxy.torture.stage.RedisServer;
import galaxy.torture.stage.SmallDisk;
import galaxy.torture.stage.Stage;
import galaxy.torture.stage.StageKind;
import galaxy.torture.workload.Promise;
import galaxy.torture.workload.Recorded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What befalls the store itself: no room, or an end that never reached the disk. */
final class StoreFaults {
    static final List<Fault> ALL = List.of(
            Fault.of(
                    "maxmemory",
                    "lets Redis have no more memory for a while: writes are refused, reads go on",
                    Set.of(StageKind.STANDALONE),
                    StoreFaults::maxmemory),
            Fault.of(
                            "disk-full",
                            "fills the disk of the data for a while, then makes room",
                            Set.of(StageKind.EMBEDDED),
                            StoreFaults::diskFull)
                    .with(Fault.Trait.NEEDS_A_SMALL_DISK),
            Fault.of(
                            "aof-cut",
                            "kills all and cuts the end of the log of Redis at a random byte, as if it had not reached"
                                    + " the disk",
                            Set.of(StageKind.EMBEDDED),
                            StoreFaults::cutLog)
                    .leaving(new Promise(Recorded.UP_TO_A_MOMENT, true)));

    private static final long MOST_CUT = 64 << 10;
    private static final long MOST_LEFT = 32 << 10;

    private StoreFaults() {}

    private static void maxmemory(Stage stage, Moments moments) throws InterruptedException {
        RedisNode node = moments.any(stage.nodes());
        node.config("maxmemory", Long.toString(usedMemory(node)));
        try {
            moments.sleepThroughIt();
        } finally {
            node.config("maxmemory", "0");
        }
    }

    private static long usedMemory(RedisNode node) {
        return node.call("INFO", "memory")
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElseThrow();
    }

    private static void diskFull(Stage stage, Moments moments) throws InterruptedException {
        SmallDisk disk = stage.disk().orElseThrow();
        disk.fill(moments.random().nextLong(MOST_LEFT));
        try {
            moments.sleepThroughIt();
        } finally {
            disk.free();
        }
    }

    private static void cutLog(Stage stage, Moments moments) throws InterruptedException {
        try {
            Kills.down(stage);
            RedisServer server = moments.any(stage.servers());
            Optional<Path> newest = newestLog(server.folder().resolve("appendonlydir"));
            if (newest.isPresent()) {
                cut(newest.get(), moments);
            }
        } finally {
            Kills.start(stage);
        }
    }

    private static void cut(Path file, Moments moments) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long size = channel.size();
            channel.truncate(size - moments.random().nextLong(Math.min(size, MOST_CUT) + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code appendonly.aof.12.incr.aof} with the greatest number; Redis forgives a cut in no other file. */
    private static Optional<Path> newestLog(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".incr.aof"))
                    .max(Comparator.comparingLong(StoreFaults::number));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(Path file) {
        String[] parts = file.getFileName().toString().split("\\.", -1);
        return Long.parseLong(parts[parts.length - 3]);
    }
}
