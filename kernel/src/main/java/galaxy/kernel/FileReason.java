package galaxy.kernel;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/** Why a file cannot be read or written, in the words of people: of most failures the message is the path alone. */
public final class FileReason {
    private static final String UNKNOWN = "it cannot be read or written";

    private FileReason() {}

    public static String of(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "there is no such file or folder";
            case AccessDeniedException _ -> "permission denied";
            case NotDirectoryException _ -> "a folder of its path is a file";
            case FileAlreadyExistsException _ -> "a file is where a folder should be";
            case NotUtf8Exception text -> text.getMessage();
            case CharacterCodingException _ -> "not UTF-8";
            case FileSystemException system ->
                words(Optional.ofNullable(system.getReason()).orElse(UNKNOWN));
            default -> words(Optional.ofNullable(failure.getMessage()).orElse(UNKNOWN));
        };
    }

    /** What the system says most often, as people say it. */
    private static String words(String ofTheSystem) {
        return switch (ofTheSystem) {
            case "Is a directory" -> "it is a folder";
            case "Not a directory" -> "a folder of its path is a file";
            case "No space left on device" -> "the disk is full";
            default -> ofTheSystem;
        };
    }
}
