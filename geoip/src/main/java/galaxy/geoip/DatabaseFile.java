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

    /** In memory, while the library copies what was read: a buffer that has doubled, and its content. */
    private static final int MOST_COPIES = 5;

    private final Path path;
    private final Opener opener;
    private final Heap heap;

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
        this(path, Files::newInputStream, Heap::ofThisJvm);
    }

    DatabaseFile(Path path, Opener opener, Heap heap) {
        this.path = path;
        this.opener = opener;
        this.heap = heap;
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

    /** Why the file cannot be read, without reading it; empty when that is not known. */
    Optional<String> problem() {
        try {
            version();
            opener.open(path).close();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(FileReason.of(e));
        }
    }

    /** Reads the whole file into memory and makes a table of it, in bounded time and memory whatever it holds. */
    public Loaded load() {
        try {
            long size = version().size();
            if (size > MAX_BYTES) {
                return new Loaded.Refused(TOO_LARGE);
            }
            return heap.hasRoomFor(MOST_COPIES * size) ? read() : tooLittleMemory(size);
        } catch (IOException e) {
            return new Loaded.Unreadable(FileReason.of(e));
        }
    }

    private Loaded read() throws IOException {
        try {
            byte[] content;
            try (InputStream in = opener.open(path)) {
                content = in.readNBytes(MAX_BYTES + 1);
            }
            return content.length > MAX_BYTES ? new Loaded.Refused(TOO_LARGE) : compiled(content);
        } catch (Heap.FullException | OutOfMemoryError e) {
            return tooLittleMemory(version().size());
        }
    }

    private Loaded compiled(byte[] content) {
        return switch (MmdbCompiler.compile(content, MmdbCompiler.WALK_LIMIT, heap)) {
            case Parsed.Valid<CountryTable>(CountryTable table) -> new Loaded.Table(table);
            case Parsed.Invalid<CountryTable>(String reason) -> new Loaded.Refused(reason);
        };
    }

    /** Another attempt may find more. */
    private static Loaded tooLittleMemory(long size) {
        return new Loaded.Unreadable(
                "it takes up to %d MB of memory to load it, and less is free; give the JVM more with -Xmx"
                        .formatted(MOST_COPIES * size / (1024 * 1024) + 1));
    }
}
