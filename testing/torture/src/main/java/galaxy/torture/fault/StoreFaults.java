package galaxy.torture.fault;

import galaxy.testkit.RedisNode;
import galaxy.testkit.SmallDisk;
import galaxy.torture.fault.Fault.Scene;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Faults of the store itself: no room, or an end that never reached the disk. */
final class StoreFaults {
    private static final long MOST_CUT = 64 << 10;
    private static final long MOST_LEFT = 32 << 10;
    private static final Pattern USED = Pattern.compile("(?m)^used_memory:(\\d+)");

    /** Redis accepts a cut in no other file. */
    private static final Pattern LOG = Pattern.compile(".*\\.(\\d+)\\.incr\\.aof");

    private StoreFaults() {}

    static void limitMemory(Scene scene) throws InterruptedException {
        RedisNode node = scene.any(scene.stage().nodes());
        Matcher used = USED.matcher(node.call("INFO", "memory"));
        if (!used.find()) {
            throw new IllegalStateException("INFO memory has no used_memory");
        }
        node.config("maxmemory", used.group(1));
        scene.waitThen(() -> node.config("maxmemory", "0"));
    }

    static void fillDisk(Scene scene) throws InterruptedException {
        SmallDisk disk = scene.stage().disk().orElseThrow();
        disk.fill(scene.choices().random().nextLong(MOST_LEFT));
        scene.waitThen(disk::free);
    }

    static void cutLog(Scene scene) throws InterruptedException {
        try {
            ProcessFaults.killAll(scene.stage());
            Path folder = scene.any(scene.stage().servers()).folder().resolve("appendonlydir");
            newestLog(folder).ifPresent(log -> cut(log, scene));
        } finally {
            ProcessFaults.startAll(scene.stage());
        }
    }

    private static void cut(Path log, Scene scene) {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            long size = channel.size();
            channel.truncate(size - scene.choices().random().nextLong(Math.min(size, MOST_CUT) + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> newestLog(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> number(file) >= 0).max(Comparator.comparingLong(StoreFaults::number));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(Path file) {
        Matcher log = LOG.matcher(file.toString());
        return log.matches() ? Long.parseLong(log.group(1)) : -1;
    }
}
