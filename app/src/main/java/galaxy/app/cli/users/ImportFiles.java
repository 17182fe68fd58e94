package galaxy.app.cli.users;

import galaxy.app.cli.ExitException;
import galaxy.app.cli.StandardInput;
import galaxy.app.cli.WholeFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The files of one import.
 *
 * @param input none for the standard input
 */
record ImportFiles(Optional<Path> input, Optional<Path> journal, Path refused, Optional<Path> refusedLines) {
    private static final String STDIN = "-";

    static ImportFiles of(Path file, Optional<Path> journal, Optional<Path> refused) {
        Optional<Path> input = Optional.of(file).filter(path -> !path.toString().equals(STDIN));
        return new ImportFiles(
                input,
                journal.or(() -> input.map(path -> beside(path, ".journal"))),
                refused.orElseGet(() -> beside(input.orElse(Path.of("import")), ".refused.jsonl")),
                Optional.empty());
    }

    ImportFiles withRefusedLines(Optional<Path> lines) {
        if (lines.isPresent() && input.isEmpty()) {
            throw ExitException.usage("--refused-lines needs an input that is a file: it is read again at the end");
        }
        return new ImportFiles(input, journal, refused, lines);
    }

    /** Copies lines of the input as they are, where a file is given for them. */
    void copyRefusedLines(Set<Long> numbers) throws IOException {
        if (refusedLines.isEmpty()) {
            return;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(input.orElseThrow()));
                WholeFile whole = WholeFile.create(refusedLines.get())) {
            long line = 1;
            for (int each = in.read(); each >= 0; each = in.read()) {
                if (numbers.contains(line)) {
                    whole.write(each);
                }
                line += each == '\n' ? 1 : 0;
            }
            whole.complete();
        }
    }

    /** @throws ExitException if what is written would overwrite what is read, or one output the other */
    void check() {
        Map<String, Path> written = new LinkedHashMap<>();
        journal.ifPresent(path -> written.put("--journal", path));
        written.put("--refused", refused);
        refusedLines.ifPresent(path -> written.put("--refused-lines", path));
        Path read = input.orElseGet(StandardInput::file);
        written.forEach((option, path) -> {
            if (isSame(path, read)) {
                throw ExitException.usage(option + " " + path + " is the file that is read; name another");
            }
        });
        List<String> options = List.copyOf(written.keySet());
        for (int i = 1; i < options.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (isSame(
                        Objects.requireNonNull(written.get(options.get(i))),
                        Objects.requireNonNull(written.get(options.get(j))))) {
                    throw ExitException.usage(options.get(j) + " and " + options.get(i) + " are one file; name two");
                }
            }
        }
    }

    InputStream open() throws IOException {
        return input.isPresent() ? Files.newInputStream(input.get()) : StandardInput.open();
    }

    OptionalLong size() throws IOException {
        return input.isPresent() ? OptionalLong.of(Files.size(input.get())) : OptionalLong.empty();
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    /** By any link; a file that is not there yet is not one that is read. */
    private static boolean isSame(Path one, Path other) {
        try {
            return one.toAbsolutePath()
                            .normalize()
                            .equals(other.toAbsolutePath().normalize())
                    || Files.isSameFile(one, other);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
