package galaxy.redis;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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

    private static final int LONGEST_NAME = 16;

    private final InputStream in;

    /** A start waits for this while little is compiled: bytes are read from an array, not one by one by calls. */
    private final byte[] window = new byte[1 << 16];

    private int next;
    private int filled;

    /** Where in the log the window begins. */
    private long begun;

    private AppendOnlyTail(InputStream in) {
        this.in = in;
    }

    /**
     * Repairs the log of a folder, if it has one that needs it.
     *
     * @param directory of a server that does not run
     */
    static void repair(Path directory) throws IOException {
        Path folder = directory.resolve("appendonlydir");
        Optional<Path> last = newest(folder);
        if (last.isEmpty()) {
            return;
        }
        dropZeros(last.get());
        long open;
        try (InputStream in = Files.newInputStream(last.get())) {
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

    /**
     * After a loss of power a file may have got its length before its content, and end in zeros. No entry ends in one: they go, and
     * with them the entry that they are the end of, as any other that is not complete.
     */
    private static void dropZeros(Path log) throws IOException {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = channel.size();
            long end = size;
            ByteBuffer piece = ByteBuffer.allocate(1 << 16);
            for (int kept = 0; kept == 0 && end > 0; end -= piece.limit() - kept) {
                piece.clear().limit((int) Math.min(piece.capacity(), end));
                long from = end - piece.limit();
                while (piece.hasRemaining() && channel.read(piece, from + piece.position()) >= 0) {
                    // Until the piece is full.
                }
                kept = piece.limit();
                while (kept > 0 && piece.get(kept - 1) == 0) {
                    kept--;
                }
            }
            if (end < size) {
                LOG.warn("the last {} bytes of {} are zeros, and are dropped", size - end, log.getFileName());
                channel.truncate(end);
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
        try {
            while (hasMore()) {
                long start = begun + next;
                switch (read()) {
                    case '*' -> {
                        String name = command();
                        open = switch (name) {
                            case "MULTI" -> start;
                            case "EXEC" -> NONE;
                            default -> open;
                        };
                    }
                    case '#' -> {
                        while (read() != '\n') {
                            // A remark, up to the end of its line.
                        }
                    }
                    default -> {
                        return NONE;
                    }
                }
            }
            return open;
        } catch (EOFException cutOff) {
            return open;
        } catch (StreamCorruptedException damaged) {
            return NONE;
        }
    }

    /** Reads over a command after its {@code *}, and gives its name if it is a short one. */
    private String command() throws IOException {
        long arguments = number();
        if (arguments < 1) {
            throw new StreamCorruptedException();
        }
        String name = "";
        for (long i = 0; i < arguments; i++) {
            expect('$');
            long length = number();
            if (i == 0 && length <= LONGEST_NAME) {
                name = text((int) length);
            } else {
                skip(length);
            }
            expect('\r');
            expect('\n');
        }
        return name;
    }

    private String text(int length) throws IOException {
        char[] text = new char[length];
        for (int i = 0; i < length; i++) {
            text[i] = (char) read();
        }
        return new String(text);
    }

    /** Reads one digit or more, and the end of their line. */
    private long number() throws IOException {
        long number = NONE;
        byte each = read();
        while (each >= '0' && each <= '9' && number <= Integer.MAX_VALUE) {
            number = 10 * Math.max(0, number) + each - '0';
            each = read();
        }
        if (each != '\r' || number == NONE) {
            throw new StreamCorruptedException();
        }
        expect('\n');
        return number;
    }

    private void expect(char wanted) throws IOException {
        if (read() != wanted) {
            throw new StreamCorruptedException();
        }
    }

    private byte read() throws IOException {
        if (!hasMore()) {
            throw new EOFException();
        }
        return window[next++];
    }

    private void skip(long count) throws IOException {
        int here = (int) Math.min(count, filled - next);
        next += here;
        if (here < count) {
            in.skipNBytes(count - here);
            begun += count - here;
        }
    }

    private boolean hasMore() throws IOException {
        if (next == filled) {
            begun += filled;
            next = 0;
            filled = Math.max(0, in.read(window));
        }
        return filled > 0;
    }
}
