package galaxy.app.cli.users;

import galaxy.app.cli.DistinctFiles;
import galaxy.app.cli.ExitException;
import galaxy.app.cli.FileFailure;
import galaxy.app.cli.StandardInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;

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
    void copyRefusedLines(ImportInput from, BitSet numbers) {
        refusedLines.ifPresent(file -> {
            try {
                from.copy(numbers, file);
            } catch (IOException e) {
                throw FileFailure.of(file, e);
            }
        });
    }

    /**
     * Looks at the names before anything is read or written.
     *
     * @param token the file of the token, if there is one
     * @throws ExitException if what is written would overwrite what is read, or one output the other
     */
    void check(Optional<Path> token) {
        if (input.isEmpty()
                && token.filter(path -> path.toString().equals(STDIN)).isPresent()) {
            throw ExitException.usage("--token-file and FILE are both the standard input; name a file");
        }
        journal.filter(path -> Files.exists(path) && !Files.isRegularFile(path)).ifPresent(path -> {
            throw ExitException.usage("--journal " + path + " is no file that progress can be kept in; name another");
        });
        new DistinctFiles()
                .reads("the file that is read", input.orElseGet(StandardInput::file))
                .readsToken(token)
                .writes("--journal", journal)
                .writes("--refused", refused)
                .writes("--refused-lines", refusedLines)
                .check();
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }
}
