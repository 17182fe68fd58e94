package galaxy.app.cli;

import galaxy.kernel.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Rows in aligned columns, for people. */
public final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private List<String> leftOutFirst = List.of();

    public Table(String... header) {
        rows.add(List.of(header));
    }

    /** Without a header. */
    public static Table plain() {
        Table table = new Table();
        table.rows.clear();
        return table;
    }

    public Table row(String... cells) {
        rows.add(Arrays.stream(cells).map(Printable::of).toList());
        return this;
    }

    /** Columns to leave out where the terminal is too narrow for all, the first one first. */
    public Table mayLeaveOut(String... columns) {
        leftOutFirst = List.of(columns);
        return this;
    }

    /** Prints the table; on a terminal of a known width no wider than that, if columns may be left out. */
    public void print(PrintWriter out) {
        print(out, Screen.isTerminal(Screen.OUTPUT) ? Screen.columns() : OptionalInt.empty());
    }

    void print(PrintWriter out, OptionalInt most) {
        int[] widths = widths();
        List<Integer> shown =
                new ArrayList<>(IntStream.range(0, widths.length).boxed().toList());
        for (String column : leftOutFirst) {
            int width = shown.stream().mapToInt(i -> widths[i] + GAP.length()).sum() - GAP.length();
            if (most.isPresent() && width > most.getAsInt()) {
                shown.removeIf(i -> rows.getFirst().get(i).equals(column));
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i : shown) {
                String cell = i < row.size() ? row.get(i) : "";
                line.append(cell)
                        .append(" ".repeat(widths[i] - CellWidth.of(cell)))
                        .append(GAP);
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private int[] widths() {
        int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], CellWidth.of(row.get(i)));
            }
        }
        return widths;
    }
}
