package galaxy.app.cli.users;

import galaxy.app.cli.ExitException;
import galaxy.app.cli.FileFailure;
import galaxy.app.cli.InputLines;
import galaxy.app.cli.WholeFile;
import galaxy.kernel.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The progress of an import: all lines up to a number are done. Written to a file about once a second, with a digest of those
 * lines, so that an import that was stopped continues there, and only with the same file. The file has one line: how many
 * lines are done, their digest, how many users they created, how many existed, and how new the newest user was before.
 */
final class ImportJournal {
    private static final long NANOS_BETWEEN = 1_000_000_000;

    private final Optional<Path> file;
    private final Deque<Line> open = new ArrayDeque<>();
    private String digest = "";
    private Position position;
    private Optional<Instant> newestBefore;
    private long lastWritten;

    private ImportJournal(Optional<Path> file, Position position, Optional<Instant> newestBefore) {
        this.file = file;
        this.position = position;
        this.newestBefore = newestBefore;
    }

    /**
     * The lines that are done.
     *
     * @param lines how many, from the first on
     * @param digest of these lines, each chained to those before
     * @param created how many users they created
     * @param existing how many users existed
     */
    record Position(long lines, String digest, long created, long existing) {
        private static final Position NOTHING = new Position(0, "", 0, 0);
    }

    /** What became of the user of a line; of a line that was refused or empty, there is none. */
    enum User {
        CREATED,
        EXISTING,
        NONE
    }

    /** A line in progress. */
    static final class Line {
        private final long number;
        private final String digest;
        private Optional<User> user = Optional.empty();

        private Line(long number, String digest) {
            this.number = number;
            this.digest = digest;
        }

        long number() {
            return number;
        }

        private Position after(Position before) {
            User result = user.orElseThrow();
            return new Position(
                    number,
                    digest,
                    before.created() + (result == User.CREATED ? 1 : 0),
                    before.existing() + (result == User.EXISTING ? 1 : 0));
        }
    }

    /**
     * Opens the journal.
     *
     * @param file none for an import that cannot be continued
     */
    static ImportJournal open(Optional<Path> file) {
        return file.map(ImportJournal::read)
                .orElseGet(() -> new ImportJournal(file, Position.NOTHING, Optional.empty()));
    }

    /** The lines that are done, with what earlier runs have done. */
    synchronized Position done() {
        return position;
    }

    /** When the newest user was created before the first run began: one who is newer was created by it or by a later run. */
    synchronized Instant newestBefore(Supplier<Instant> now) {
        Instant known = newestBefore.orElseGet(now);
        newestBefore = Optional.of(known);
        return known;
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
        Line started = new Line(number, digest);
        open.addLast(started);
        return started;
    }

    /** Marks a line as imported or refused; a refusal is on disk before. */
    synchronized void done(Line line, User user) {
        line.user = Optional.of(user);
        while (!open.isEmpty() && open.getFirst().user.isPresent()) {
            position = open.removeFirst().after(position);
        }
        if (System.nanoTime() - lastWritten >= NANOS_BETWEEN) {
            save();
        }
    }

    synchronized void save() {
        lastWritten = System.nanoTime();
        file.ifPresent(path -> {
            try (WholeFile whole = WholeFile.create(path)) {
                whole.println("%d %s %d %d %s"
                        .formatted(
                                position.lines(),
                                position.digest(),
                                position.created(),
                                position.existing(),
                                newestBefore.orElse(Instant.EPOCH)));
                whole.complete();
            } catch (IOException e) {
                throw FileFailure.of(path, e);
            }
        });
    }

    /** Deletes the journal: the next import of the file begins at its first line. */
    void finish() throws IOException {
        if (file.isPresent()) {
            Files.deleteIfExists(file.get());
        }
    }

    private static ImportJournal read(Path path) {
        Optional<Path> file = Optional.of(path);
        try {
            String[] parts = Files.readString(path).strip().split(" ", -1);
            if (parts.length == 2) {
                // Of a version that counted nothing.
                return new ImportJournal(
                        file, new Position(Long.parseLong(parts[0]), parts[1], 0, 0), Optional.empty());
            }
            var position = new Position(
                    Long.parseLong(parts[0]), parts[1], Long.parseLong(parts[2]), Long.parseLong(parts[3]));
            return new ImportJournal(file, position, Optional.of(Instant.parse(parts[4])));
        } catch (NoSuchFileException e) {
            return new ImportJournal(file, Position.NOTHING, Optional.empty());
        } catch (IOException | NumberFormatException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw ExitException.file(path + " is not a readable journal; delete it to start again, which is safe");
        }
    }

    private static String chain(String before, String line) {
        return Sha256.hex(before + line);
    }
}
