package galaxy.redis;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The folder of an embedded server: readable by its owner alone, written through to the disk. */
final class DataFolder {
    private static final long LOG_LIMIT_BYTES = 1_000_000;

    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rwx------");

    private DataFolder() {}

    /** Makes the folder if need be; gives it absolute, symbolic links resolved. */
    static Path prepare(Path directory) throws IOException {
        Path absolute = directory.toAbsolutePath();
        List<Path> missing = new ArrayList<>();
        Path existing = absolute;
        for (Path each = absolute; each != null && !Files.exists(each); each = each.getParent()) {
            missing.add(each);
            existing = each.resolveSibling(".");
        }
        if (!Files.isDirectory(existing)) {
            throw RedisStartException.lasting("The data folder " + absolute
                    + " cannot be used: it is not a folder, or is in a file. Set another data.dir");
        }
        Files.createDirectories(absolute);
        Path real = absolute.toRealPath();
        closeToOthers(real);
        if (!Files.isWritable(real)) {
            throw RedisStartException.lasting(
                    "The data folder " + real + " cannot be written to. Set another data.dir or its permissions");
        }
        for (Path made : missing) {
            sync(made.resolveSibling("."));
        }
        return real;
    }

    /** A folder of another owner is refused when it is open to others, as only that owner can close it. */
    private static void closeToOthers(Path folder) throws IOException {
        if (Files.getPosixFilePermissions(folder).equals(OWNER_ALONE)) {
            return;
        }
        try {
            Files.setPosixFilePermissions(folder, OWNER_ALONE);
        } catch (FileSystemException e) {
            throw RedisStartException.lasting("The data folder " + folder + " is open to other users ("
                    + PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))
                    + "), and its mode cannot be changed, as it belongs to " + Files.getOwner(folder)
                    + ". Change its owner to the user that runs Galaxy, or set another data.dir");
        }
    }

    /** The entries of the folder reach the disk: a new file whose name is lost in a power cut would be lost itself. */
    static void sync(Path folder) throws IOException {
        if (!Files.isReadable(folder)) {
            return;
        }
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Deletes what a server was writing beside its files when it was killed, a copy of all data each time, and never looks at
     * again.
     *
     * @param folder of a server that does not run
     */
    static void deleteLeftovers(Path folder) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, "temp-*.{aof,rdb}")) {
            for (Path each : leftovers) {
                Files.deleteIfExists(each);
            }
        }
    }

    /** Keeps one earlier log when the current one has grown. */
    static void rotate(Path log) throws IOException {
        if (Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS) && Files.size(log) > LOG_LIMIT_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
