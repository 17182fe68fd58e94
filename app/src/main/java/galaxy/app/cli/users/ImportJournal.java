package galaxy.app.cli.users;

import galaxy.app.cli.ExitException;
import galaxy.app.cli.WholeFile;
import galaxy.kernel.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The progress of an import: all lines up to a number are done. Written to a file about once a second, with a digest of those
 * lines, so that an import that was stopped continues there, and only with the same file.
 */
final class ImportJournal {
    private static final long NANOS_BETWEEN = 1_000_000_000;

    private final Optional<Path> file;
    private final Deque<Line> open = new ArrayDeque<>();
    private String digest = "";
    private Position position;
    private long lastWritten;

    private ImportJournal(Optional<Path> file, Position position) {
        this.file = file;
        this.position = position;
    }

    /**
     * The lines that are done.
     *
     * @param lines how many, from the first on
     * @param digest of these lines, each chained to those before
     */
    record Position(long lines, String digest) {}

    /** A line in progress. */
    static final class Line {
        private final Position upTo;
        private boolean isDone;

        private Line(Position upTo) {
            this.upTo = upTo;
        }

        long number() {
            return upTo.lines();
        }
    }

    /**
     * Opens the journal.
     *
     * @param file none for an import that cannot be continued
     */
    static ImportJournal open(Optional<Path> file) {
        Position nothing = new Position(0, "");
        return new ImportJournal(file, file.map(path -> read(path)).orElse(nothing));
    }

    /** How many lines earlier runs have done. */
    synchronized long done() {
        return position.lines();
    }

    /**
     * Skips the lines that are done.
     *
     * @param each takes every one of them, with its number
     * @return how many bytes they have
     */
    long skip(InputLines lines, BiConsumer<InputLines.Line, Long> each) throws IOException {
        Position before = position;
        long bytes = 0;
        for (long i = 0; i < before.lines(); i++) {
            Optional<InputLines.Line> line = lines.next();
            if (line.isEmpty()) {
                break;
            }
            each.accept(line.get(), i + 1);
            bytes += line.get().length();
            digest = chain(digest, line.get().text());
        }
        if (!digest.equals(before.digest())) {
            throw new ExitException(
                    ExitException.DATA,
                    ("%s is the journal of another file, or the file has changed since; delete the journal to start again,"
                                    + " which is safe")
                            .formatted(file.map(Path::toString).orElse("the journal")));
        }
        return bytes;
    }

    synchronized Line begin(String line) {
        digest = chain(digest, line);
        long number = open.isEmpty() ? position.lines() + 1 : open.getLast().number() + 1;
        Line started = new Line(new Position(number, digest));
        open.addLast(started);
        return started;
    }

    /** Marks a line as imported or refused; a refusal is on disk before. */
    synchronized void done(Line line) {
        line.isDone = true;
        while (!open.isEmpty() && open.getFirst().isDone) {
            position = open.removeFirst().upTo;
        }
        if (System.nanoTime() - lastWritten >= NANOS_BETWEEN) {
            save();
        }
    }

    synchronized void save() {
        lastWritten = System.nanoTime();
        file.ifPresent(path -> {
            try (WholeFile whole = WholeFile.create(path)) {
                whole.println(position.lines() + " " + position.digest());
                whole.complete();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Deletes the journal: the next import of the file begins at its first line. */
    void finish() throws IOException {
        if (file.isPresent()) {
            Files.deleteIfExists(file.get());
        }
    }

    private static Position read(Path path) {
        try {
            List<String> parts = List.of(Files.readString(path).strip().split(" ", -1));
            return new Position(Long.parseLong(parts.getFirst()), parts.size() == 2 ? parts.getLast() : "");
        } catch (NoSuchFileException e) {
            return new Position(0, "");
        } catch (IOException | NumberFormatException e) {
            throw ExitException.file(path + " is not a readable journal; delete it to start again, which is safe");
        }
    }

    private static String chain(String before, String line) {
        return Sha256.hex(before + line);
    }
}
