package galaxy.client.gateway;

import galaxy.kernel.Utf8;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A file that only its owner can read, mode {@code 0600}. It is replaced whole or not at all, and a symbolic link to it stays
 * one.
 */
public final class PrivateFile implements AutoCloseable {
    private static final Set<PosixFilePermission> OF_THE_OWNER = Collections.unmodifiableSet(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    private final Path file;
    private final Path fresh;

    private PrivateFile(Path file, Path fresh) {
        this.file = file;
        this.fresh = fresh;
    }

    /**
     * Makes sure that a file can be written, and makes its folder where there is none.
     *
     * @throws IOException if it cannot be written
     */
    public static PrivateFile prepare(Path named) throws IOException {
        Path file = Files.isSymbolicLink(named) && Files.exists(named) ? named.toRealPath() : named;
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("it is a folder or a device");
        }
        Path folder = file.toAbsolutePath().resolveSibling(".").normalize();
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return new PrivateFile(file, Files.createTempFile(folder, "private", ".new"));
    }

    /**
     * The content of a file.
     *
     * @throws IOException if it cannot be read, is not UTF-8, or if others can read or change it
     */
    public static String read(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!OF_THE_OWNER.containsAll(permissions)) {
            throw new IOException("others can read or change it (%s); take that from them with chmod 600"
                    .formatted(PosixFilePermissions.toString(permissions)));
        }
        return Utf8.read(file);
    }

    /** Replaces the file. */
    public void write(String content) throws IOException {
        Files.writeString(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Behind a symbolic link, where the name is one. */
    public Path path() {
        return file;
    }

    /** Removes what was prepared, unless it was written. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(fresh);
    }
}
