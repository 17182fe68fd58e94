package galaxy.app.cli.users;

import galaxy.app.cli.ExitException;
import galaxy.app.cli.StandardInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The files of one import.
 *
 * @param input none for the standard input
 */
record ImportFiles(Optional<Path> input, Optional<Path> journal, Path refused) {
    private static final String STDIN = "-";

    static ImportFiles of(Path file, Optional<Path> journal, Optional<Path> refused) {
        Optional<Path> input = Optional.of(file).filter(path -> !path.toString().equals(STDIN));
        return new ImportFiles(
                input,
                journal.or(() -> input.map(path -> beside(path, ".journal"))),
                refused.orElseGet(() -> beside(input.orElse(Path.of("import")), ".refused.jsonl")));
    }

    /** @throws ExitException if what is written would overwrite what is read, or one output the other */
    void check() {
        Map<String, Path> written = new LinkedHashMap<>();
        journal.ifPresent(path -> written.put("--journal", path));
        written.put("--refused", refused);
        Path read = input.orElseGet(StandardInput::file);
        written.forEach((option, path) -> {
            if (isSame(path, read)) {
                throw ExitException.usage(option + " " + path + " is the file that is read; name another");
            }
        });
        if (journal.filter(path -> isSame(path, refused)).isPresent()) {
            throw ExitException.usage("--journal and --refused are one file, " + refused + "; name two");
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
