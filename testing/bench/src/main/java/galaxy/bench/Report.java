package galaxy.bench;

import galaxy.testkit.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a bench reports: progress on standard error, one table on standard output. */
final class Report {
    private final List<List<String>> rows = new ArrayList<>();
    private String note = "";

    Report(String... heads) {
        rows.add(List.of(heads));
    }

    static void progress(String what) {
        System.err.println("bench: " + what);
    }

    void row(String... cells) {
        rows.add(List.of(cells));
        progress(String.join("  ", cells));
    }

    /** A line between the machine and the table. */
    void note(String text) {
        note = text + "\n\n";
    }

    /** The machine, then the table in Markdown. */
    void print() {
        StringBuilder text =
                new StringBuilder().append(Machine.describe()).append("\n\n").append(note);
        for (int i = 0; i < rows.size(); i++) {
            line(text, rows.get(i));
            if (i == 0) {
                text.append('|').append("---|".repeat(rows.get(i).size())).append('\n');
            }
        }
        System.out.print(text);
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append('|');
        cells.forEach(cell -> text.append(' ').append(cell).append(" |"));
        text.append('\n');
    }

    static String millis(double millis) {
        return String.format(Locale.ROOT, "%.2f ms", millis);
    }

    static String perSecond(double rate) {
        return String.format(Locale.ROOT, "%,.0f/s", rate);
    }

    static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
