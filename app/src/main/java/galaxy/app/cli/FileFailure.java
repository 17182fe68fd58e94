package galaxy.app.cli;

import galaxy.kernel.FileReason;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Why a file cannot be read or written, in the words of people. */
public final class FileFailure {
    private FileFailure() {}

    /** The end of a command: {@code users.jsonl: there is no such file}. */
    public static ExitException of(Path file, IOException failure) {
        String name = failure instanceof FileSystemException known && known.getFile() != null ? known.getFile() : "";
        return ExitException.file((name.isEmpty() ? file : name) + ": " + FileReason.of(failure));
    }
}
