package galaxy.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The files of one command: no output may be a file that is read, or another output. */
public final class DistinctFiles {
    private final Map<String, Path> read = new LinkedHashMap<>();
    private final Map<String, Path> written = new LinkedHashMap<>();

    /**
     * A file that is read.
     *
     * @param what it is, for messages
     */
    public DistinctFiles reads(String what, Path file) {
        read.put(what, file);
        return this;
    }

    /** A file that may have the token of the caller. */
    public DistinctFiles readsToken(Optional<Path> file) {
        file.ifPresent(path -> read.put("the file of the token", path));
        return this;
    }

    /**
     * A file that is written.
     *
     * @param option that names it
     */
    public DistinctFiles writes(String option, Path file) {
        written.put(option, file);
        return this;
    }

    public DistinctFiles writes(String option, Optional<Path> file) {
        file.ifPresent(path -> written.put(option, path));
        return this;
    }

    /** @throws ExitException if what is written would overwrite what is read, or one output the other */
    @SuppressWarnings("MissingSummary")
    public void check() {
        written.forEach((option, output) -> read.forEach((what, input) -> {
            if (isSame(output, input)) {
                throw ExitException.usage("%s %s is %s; name another".formatted(option, output, what));
            }
        }));
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

    /** By any link. A file that is not there yet is not one that is read, and a device has no content to overwrite. */
    private static boolean isSame(Path one, Path other) {
        if (Files.exists(one) && !Files.isRegularFile(one)) {
            return false;
        }
        try {
            return one.toAbsolutePath()
                            .normalize()
                            .equals(other.toAbsolutePath().normalize())
                    || Files.isSameFile(one, other);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw FileFailure.of(one, e);
        }
    }
}
