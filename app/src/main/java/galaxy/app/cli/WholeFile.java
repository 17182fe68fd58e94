package galaxy.app.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Set;

/**
 * A file that is replaced whole or not at all: written beside it, and renamed when it is complete. A device or a pipe is
 * written as it is, and a symbolic link stays one.
 */
public final class WholeFile implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final Path fresh;
    private final OutputStream out;

    private WholeFile(Path file, Path fresh, OpenOption... options) throws IOException {
        this.file = file;
        this.fresh = fresh;
        this.out = new BufferedOutputStream(Files.newOutputStream(fresh, options));
    }

    public static WholeFile create(Path named) throws IOException {
        Path file = Files.isSymbolicLink(named) && Files.exists(named) ? named.toRealPath() : named;
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return new WholeFile(file, file);
        }
        Path fresh = file.resolveSibling(file.getFileName() + "." + Long.toHexString(RANDOM.nextLong()) + ".new");
        // A new file: no other one, and no link.
        var whole = new WholeFile(file, fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        fresh.toFile().deleteOnExit();
        if (Files.exists(file) && Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            Files.setPosixFilePermissions(fresh, permissions);
        }
        return whole;
    }

    /**
     * Writes a line.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public void println(Object line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a byte. */
    public void write(int each) throws IOException {
        out.write(each);
    }

    /** Where to write what is no line. */
    public OutputStream stream() {
        return out;
    }

    /** Replaces the file by what was written. */
    public void complete() throws IOException {
        out.close();
        if (!fresh.equals(file)) {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Removes what was written, unless it was completed. */
    @Override
    public void close() throws IOException {
        try (out) {
            if (!fresh.equals(file)) {
                Files.deleteIfExists(fresh);
            }
        }
    }
}
