package galaxy.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The terminal that the program writes to, if it does. */
public final class Screen {
    static final int OUTPUT = 1;
    static final int ERRORS = 2;

    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,3}");

    private Screen() {}

    /** Its columns, where they are known: the launcher sets the variable {@code COLUMNS}. */
    public static OptionalInt columns() {
        String columns = System.getenv().getOrDefault("COLUMNS", "");
        return NUMBER.matcher(columns).matches() ? OptionalInt.of(Integer.parseInt(columns)) : OptionalInt.empty();
    }

    /** Whether a descriptor of the process is a terminal. */
    static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
