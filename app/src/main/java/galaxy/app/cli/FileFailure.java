package galaxy.app.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;

/** Why a file cannot be read or written, in the words of people. */
public final class FileFailure {
    private FileFailure() {}

    /** The end of a command: {@code users.jsonl: there is no such file}. */
    public static ExitException of(Path file, IOException failure) {
        String name = failure instanceof FileSystemException known && known.getFile() != null ? known.getFile() : "";
        return ExitException.file((name.isEmpty() ? file : name) + ": " + reason(failure));
    }

    static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "there is no such file or folder";
            case AccessDeniedException _ -> "permission denied";
            case NotDirectoryException _ -> "not a folder";
            case CharacterCodingException _ -> "not UTF-8";
            case FileSystemException system ->
                Optional.ofNullable(system.getReason()).orElse("it cannot be read or written");
            default -> Optional.ofNullable(failure.getMessage()).orElse("it cannot be read or written");
        };
    }
}
