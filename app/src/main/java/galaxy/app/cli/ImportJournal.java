package galaxy.app.cli;

import galaxy.kernel.Sha256;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * How far an import is: all lines up to some number are done with. WriteResult to a file now and then, with a digest of those
 * lines, so that an import that was stopped goes on where it was, and only with the same file.
 */
final class ImportJournal {
    private static final long NANOS_BETWEEN = 1_000_000_000;

    private final Optional<Path> file;
    private final Deque<Line> open = new ArrayDeque<>();
    private String digest = "";
    private Kept kept;
    private long lastWritten;

    private ImportJournal(Optional<Path> file, Kept kept) {
        this.file = file;
        this.kept = kept;
    }

    /**
     * What is done.
     *
     * @param lines how many, from the first on
     * @param digest of these lines, each chained to those before
     */
    record Kept(long lines, String digest) {}

    /** A line that was begun. */
    static final class Line {
        private final Kept upTo;
        private boolean isDone;

        private Line(Kept upTo) {
            this.upTo = upTo;
        }

        long number() {
            return upTo.lines();
        }
    }

    /** @param file none for an import that cannot go on later */
    static ImportJournal open(Optional<Path> file) {
        Kept nothing = new Kept(0, "");
        return new ImportJournal(file, file.map(path -> read(path)).orElse(nothing));
    }

    /** How many lines an import before this one has done with. */
    synchronized long done() {
        return kept.lines();
    }

    /** Passes over the lines that are done. */
    void skip(BufferedReader lines) throws IOException {
        Kept before = kept;
        for (long i = 0; i < before.lines(); i++) {
            String line = lines.readLine();
            if (line == null) {
                break;
            }
            digest = chain(digest, line);
        }
        if (!digest.equals(before.digest())) {
            throw new ExitException(
                    ExitException.DATA,
                    "%s tells of another file, or this one has changed since; delete it to begin anew, which is safe"
                            .formatted(file.map(Path::toString).orElse("the journal")));
        }
    }

    synchronized Line begin(String line) {
        digest = chain(digest, line);
        long number = open.isEmpty() ? kept.lines() + 1 : open.getLast().number() + 1;
        Line begun = new Line(new Kept(number, digest));
        open.addLast(begun);
        return begun;
    }

    /** Done with, imported or refused. Refusals are on disk before this is called. */
    synchronized void done(Line line) {
        line.isDone = true;
        while (!open.isEmpty() && open.getFirst().isDone) {
            kept = open.removeFirst().upTo;
        }
        if (System.nanoTime() - lastWritten >= NANOS_BETWEEN) {
            save();
        }
    }

    synchronized void save() {
        lastWritten = System.nanoTime();
        file.ifPresent(path -> {
            Path fresh = path.resolveSibling(path.getFileName() + ".new");
            try {
                Files.writeString(fresh, kept.lines() + " " + kept.digest() + "\n");
                Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Everything is done: the next import of the file begins at its first line. */
    void finish() throws IOException {
        if (file.isPresent()) {
            Files.deleteIfExists(file.get());
        }
    }

    private static Kept read(Path path) {
        try {
            List<String> parts = List.of(Files.readString(path).strip().split(" ", -1));
            return new Kept(Long.parseLong(parts.getFirst()), parts.size() == 2 ? parts.getLast() : "");
        } catch (NoSuchFileException e) {
            return new Kept(0, "");
        } catch (IOException | NumberFormatException e) {
            throw ExitException.file(
                    path + " is not a journal that can be read; delete it to begin anew, which is safe");
        }
    }

    private static String chain(String before, String line) {
        return Sha256.hex(before + line);
    }
}
