package galaxy.redis;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts a transaction off the end of an append-only log whose own end never reached the disk. The server drops it when it
 * loads, but leaves its beginning in the log: what is written next would lie inside of it, and the start after that would
 * carry out the half of it.
 */
final class AppendOnlyTail {
    private static final Logger LOG = LoggerFactory.getLogger(AppendOnlyTail.class);
    private static final Pattern INCREMENT = Pattern.compile("file (\\S+) seq \\d+ type i.*");
    private static final int NONE = -1;

    private final InputStream in;
    private long position;

    private AppendOnlyTail(InputStream in) {
        this.in = in;
    }

    /**
     * Mends the log of a folder, if it has one and there is need.
     *
     * @param directory of a server that does not run
     */
    static void mend(Path directory) throws IOException {
        Path folder = directory.resolve("appendonlydir");
        Optional<Path> last = newest(folder);
        if (last.isEmpty()) {
            return;
        }
        long open;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(last.get()), 1 << 16)) {
            open = new AppendOnlyTail(in).openTransaction();
        }
        if (open != NONE) {
            try (FileChannel channel = FileChannel.open(last.get(), StandardOpenOption.WRITE)) {
                LOG.warn(
                        "the last {} bytes of {} are the beginning of a change that was never confirmed, and are dropped",
                        channel.size() - open,
                        last.get().getFileName());
                channel.truncate(open);
                channel.force(true);
            }
        }
    }

    /** The manifest names the files in their order; only the last can have an end that is missing. */
    private static Optional<Path> newest(Path folder) throws IOException {
        Path manifest = folder.resolve("appendonly.aof.manifest");
        if (!Files.exists(manifest)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(manifest);
        return lines.reversed().stream()
                .map(INCREMENT::matcher)
                .filter(Matcher::matches)
                .map(line -> folder.resolve(line.group(1)))
                .filter(Files::exists)
                .findFirst();
    }

    /** Where the transaction begins that the log ends in, if it ends in one. What is damaged is left to the server. */
    private long openTransaction() throws IOException {
        long open = NONE;
        while (true) {
            long start = position;
            try {
                int first = in.read();
                position++;
                switch (first) {
                    case '*' -> {
                        String name = command();
                        open = switch (name) {
                            case "MULTI" -> start;
                            case "EXEC" -> NONE;
                            default -> open;
                        };
                    }
                    case '#' -> line();
                    case NONE -> {
                        return open;
                    }
                    default -> {
                        return NONE;
                    }
                }
            } catch (EOFException cutOff) {
                return open;
            } catch (NumberFormatException damaged) {
                return NONE;
            }
        }
    }

    /** Reads over a command after its {@code *}, and gives its name. */
    private String command() throws IOException {
        int arguments = Integer.parseInt(line());
        String name = argument();
        for (int i = 1; i < arguments; i++) {
            skip(length() + 2L);
        }
        return name;
    }

    private String argument() throws IOException {
        byte[] bytes = in.readNBytes(length());
        position += bytes.length;
        skip(2);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private int length() throws IOException {
        String line = line();
        if (!line.startsWith("$")) {
            throw new NumberFormatException(line);
        }
        return Integer.parseInt(line.substring(1));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int each = in.read(); each != '\n'; each = in.read()) {
            if (each == NONE) {
                throw new EOFException();
            }
            line.append((char) each);
        }
        position += line.length() + 1L;
        return line.toString().strip();
    }

    private void skip(long count) throws IOException {
        in.skipNBytes(count);
        position += count;
    }
}
