package galaxy.geoip;

import galaxy.kernel.FileReason;
import galaxy.kernel.Parsed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/** A file in the MaxMind DB format. */
public final class DatabaseFile {
    private static final int MAX_BYTES = 512 * 1024 * 1024;
    private static final String TOO_LARGE = "it is larger than 512 MB";

    private final Path path;
    private final Opener opener;

    /** Opens a file for reading. */
    interface Opener {
        InputStream open(Path path) throws IOException;
    }

    /** What differs between two versions of a file. The key changes when another file takes the name. */
    record Version(FileTime modified, long size, Optional<Object> key) {}

    /** What became of an attempt to load the file. */
    public sealed interface Loaded {
        record Table(CountryTable table) implements Loaded {}

        /** The content is bad, and stays so until the file changes. */
        record Refused(String reason) implements Loaded {}

        /** It cannot be read now; another attempt may succeed. */
        record Unreadable(String reason) implements Loaded {}
    }

    public DatabaseFile(Path path) {
        this(path, Files::newInputStream);
    }

    DatabaseFile(Path path, Opener opener) {
        this.path = path;
        this.opener = opener;
    }

    Path path() {
        return path;
    }

    Version version() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new IOException("it is not a regular file");
        }
        return new Version(attributes.lastModifiedTime(), attributes.size(), Optional.ofNullable(attributes.fileKey()));
    }

    /** Reads the whole file into memory and makes a table of it, in bounded time and memory whatever it holds. */
    public Loaded load() {
        byte[] content;
        try {
            if (version().size() > MAX_BYTES) {
                return new Loaded.Refused(TOO_LARGE);
            }
            try (InputStream in = opener.open(path)) {
                content = in.readNBytes(MAX_BYTES + 1);
            }
        } catch (IOException e) {
            return new Loaded.Unreadable(FileReason.of(e));
        }
        if (content.length > MAX_BYTES) {
            return new Loaded.Refused(TOO_LARGE);
        }
        return switch (MmdbCompiler.compile(content)) {
            case Parsed.Valid<CountryTable>(CountryTable table) -> new Loaded.Table(table);
            case Parsed.Invalid<CountryTable>(String reason) -> new Loaded.Refused(reason);
        };
    }
}
