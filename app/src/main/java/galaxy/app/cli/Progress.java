package galaxy.app.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalLong;

/** A progress bar on the error output, drawn again a few times a second, where it is shown at all. */
public final class Progress implements AutoCloseable {
    private static final int WIDTH = 30;
    private static final int COLUMNS = 80;
    private static final int FEW_COLUMNS = 20;
    private static final long NANOS_BETWEEN = 200_000_000;

    private final PrintWriter out;
    private final boolean isShown;
    private final OptionalLong total;
    private final int columns;
    private final long start = System.nanoTime();
    private long lastDrawn;

    /**
     * A bar.
     *
     * @param total how much there is to do, where that is known
     */
    public Progress(PrintWriter out, boolean isShown, OptionalLong total) {
        this(out, isShown, total, Math.max(FEW_COLUMNS, Screen.columns().orElse(COLUMNS)));
    }

    /** @param columns of the terminal; a longer line would go on in the next, which is not wiped */
    Progress(PrintWriter out, boolean isShown, OptionalLong total, int columns) {
        this.out = out;
        this.isShown = isShown;
        this.total = total;
        this.columns = columns;
    }

    /** Whether the error output is a terminal that can draw a line again. */
    static boolean isTerminal() {
        if (System.getenv().getOrDefault("TERM", "dumb").equals("dumb")) {
            return false;
        }
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                || Screen.isTerminal(Screen.ERRORS);
    }

    /**
     * Shows the progress.
     *
     * @param done of the total
     * @param text what was done so far
     */
    public synchronized void at(long done, String text) {
        long now = System.nanoTime();
        if (isShown && now - lastDrawn >= NANOS_BETWEEN) {
            lastDrawn = now;
            String line = bar(done) + text + ", " + (now - start) / 1_000_000_000 + " s";
            out.print("\r\033[K" + line.substring(0, Math.min(line.length(), columns - 1)));
            out.flush();
        }
    }

    /** Removes the bar. */
    @Override
    public synchronized void close() {
        if (isShown) {
            out.print("\r\033[K");
            out.flush();
        }
    }

    private String bar(long done) {
        if (total.isEmpty() || total.getAsLong() == 0) {
            return "";
        }
        String percent = Math.min(100, done * 100 / total.getAsLong()) + " %  ";
        if (columns < COLUMNS) {
            return percent;
        }
        int full = (int) Math.min(WIDTH, done * WIDTH / total.getAsLong());
        return "[" + "#".repeat(full) + " ".repeat(WIDTH - full) + "] " + percent;
    }
}
