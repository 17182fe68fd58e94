package galaxy.pages.view;

import galaxy.pages.text.Words;
import gg.jte.html.HtmlTemplateOutput;
import java.util.List;

/**
 * Times in which something was in force, as a picture and as a table. Made by a pure function of the data and the time; all
 * numbers are units of a picture that is 1000 wide.
 *
 * @param height of the picture
 * @param ticks dates below the lanes
 * @param today where the line of today is
 */
public record Timeline(
        String title,
        String summary,
        String table,
        int height,
        List<Row> rows,
        List<Tick> ticks,
        Tick today,
        Table details)
        implements Part {
    public Timeline {
        rows = List.copyOf(rows);
        ticks = List.copyOf(ticks);
    }

    /** A lane. */
    public record Row(String label, int labelX, int x, int width, int y, List<Bar> bars) {
        public Row {
            bars = List.copyOf(bars);
        }
    }

    /**
     * A bar.
     *
     * @param cut how much of it was cut off, and is hatched
     * @param arrow a path at the end of one without end, or empty
     */
    public record Bar(String css, String text, int x, int width, int cutX, int cut, String arrow) {}

    /** A date below the lanes. */
    public record Tick(int x, String text) {}

    /** Where the lanes end. */
    public int bottom() {
        return height - 44;
    }

    /** The timeline of an account. */
    public static Timeline of(Words words, String title, TimelineData data) {
        return new TimelineDrawing(words, title, data).draw();
    }

    @Override
    public void render(HtmlTemplateOutput output) {
        JtetimelineGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
