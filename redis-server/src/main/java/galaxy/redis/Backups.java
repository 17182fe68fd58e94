package galaxy.redis;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Copies of the log of an embedded server, one folder each, named by their time: {@code galaxy-20261127T081500.000Z}. A copy is taken while
 * the server runs: its log only grows, so what is copied is the state at some moment, and everything that was acknowledged before is in it.
 *
 * @param folder with the copies
 */
public record Backups(Path folder) {
    private static final String LOG = "appendonlydir";
    private static final String MANIFEST = "appendonly.aof.manifest";
    private static final Pattern FILE = Pattern.compile("file (\\S+) seq \\d+ type [bi].*");
    private static final Pattern NAME = Pattern.compile("galaxy-\\d{8}T\\d{6}\\.\\d{3}Z");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("'galaxy-'uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int ATTEMPTS = 20;

    /** The copies, the oldest first. */
    public List<Path> entries() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(
                            each -> NAME.matcher(each.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    /**
     * Takes one, and starts a server on it to see that it can be used.
     *
     * @param directory of the embedded server, which may run
     * @throws RedisStartException if there are no data, or no server starts on the copy; then it is deleted again
     */
    public Path take(Path directory, RedisExecutable executable, Instant now) throws IOException {
        if (!Files.exists(manifest(directory))) {
            throw RedisStartException.lasting("There are no data in " + directory + "; set data.dir to their folder");
        }
        Files.createDirectories(folder);
        Path fresh = Files.createTempDirectory(folder, ".taking-");
        boolean isDone = false;
        try {
            copyWhole(directory, fresh);
            EmbeddedRedis.start(EmbeddedRedisConfig.in(fresh), executable).close();
            try (Stream<Path> files = Files.list(fresh)) {
                for (Path each : files.filter(file -> !file.endsWith(LOG)).toList()) {
                    Files.deleteIfExists(each);
                }
            }
            Path entry = folder.resolve(TIME.format(now));
            DataFolder.sync(fresh);
            Files.move(fresh, entry, StandardCopyOption.ATOMIC_MOVE);
            DataFolder.sync(folder);
            isDone = true;
            return entry;
        } finally {
            if (!isDone) {
                delete(fresh);
            }
        }
    }

    /** Deletes all but the newest. */
    public void keep(int newest) throws IOException {
        List<Path> all = entries();
        for (Path old : all.subList(0, Math.max(0, all.size() - newest))) {
            delete(old);
        }
    }

    /**
     * Puts a copy into the folder of an embedded server, which does not run and has no data.
     *
     * @throws RedisStartException if it has, or runs, or the copy is none that the server can read
     */
    public static void restore(Path entry, Path directory, RedisExecutable executable) throws IOException {
        if (!Files.exists(manifest(entry))) {
            throw RedisStartException.lasting("There is no backup in " + entry);
        }
        Path target = DataFolder.prepare(directory);
        try (DirectoryLock _ = DirectoryLock.take(target)) {
            if (Files.exists(target.resolve(LOG))) {
                throw RedisStartException.lasting(
                        "There are data in " + target + " already; move them away first, or set another data.dir");
            }
            WrittenBy.requireReadable(entry, executable);
            Path fresh = Files.createTempDirectory(target, ".restoring-");
            try {
                copyWhole(entry, fresh);
                Files.move(fresh.resolve(LOG), target.resolve(LOG), StandardCopyOption.ATOMIC_MOVE);
                DataFolder.sync(target);
            } finally {
                delete(fresh);
            }
        }
    }

    private static Path manifest(Path directory) {
        return directory.resolve(LOG).resolve(MANIFEST);
    }

    /** A server that rewrites its log meanwhile replaces files; then it is begun again. */
    private static void copyWhole(Path from, Path to) throws IOException {
        for (int left = ATTEMPTS; ; left--) {
            String manifest = Files.readString(manifest(from));
            Optional<IOException> gone = Optional.empty();
            try {
                copy(from.resolve(LOG), to.resolve(LOG), manifest);
            } catch (NoSuchFileException e) {
                gone = Optional.of(e);
            }
            if (gone.isEmpty() && Files.readString(manifest(from)).equals(manifest)) {
                return;
            }
            if (left == 0) {
                throw gone.orElseGet(() -> new IOException("the log of the server is rewritten again and again"));
            }
            delete(to.resolve(LOG));
        }
    }

    private static void copy(Path from, Path to, String manifest) throws IOException {
        Files.createDirectory(to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (String line : manifest.lines().toList()) {
            var file = FILE.matcher(line);
            if (file.matches()) {
                copyFile(from.resolve(file.group(1)), to.resolve(file.group(1)));
            }
        }
        Path copied = Files.writeString(to.resolve(MANIFEST), manifest);
        try (FileChannel channel = FileChannel.open(copied, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        DataFolder.sync(to);
    }

    /** As long as it is now: what grows meanwhile is of later changes. */
    private static void copyFile(Path from, Path to) throws IOException {
        try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long size = in.size();
            for (long at = 0; at < size; ) {
                at += in.transferTo(at, size - at, out);
            }
            out.force(true);
        } catch (FileAlreadyExistsException twice) {
            throw new IOException(from + " is in its manifest twice", twice);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
