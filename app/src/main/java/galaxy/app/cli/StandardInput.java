package galaxy.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The standard input, unless the program was started without one. */
public final class StandardInput {
    private static final Path LINK = Path.of("/proc/self/fd/0");

    private StandardInput() {}

    /**
     * The input.
     *
     * @throws IOException if it was closed when the program started: then the first file that the JVM opened for itself has
     *     its number
     */
    public static InputStream open() throws IOException {
        if (Files.isRegularFile(LINK) && isOfTheJvm(LINK.toRealPath())) {
            throw new IOException("the standard input is closed");
        }
        return System.in;
    }

    /** The file that is the input, or the link itself where there is none. */
    public static Path file() {
        return LINK;
    }

    private static boolean isOfTheJvm(Path file) throws IOException {
        String name = file.getFileName().toString();
        return file.startsWith(Path.of(System.getProperty("java.home", "/")).toRealPath())
                || name.endsWith(".jar")
                || name.endsWith(".aot");
    }
}
