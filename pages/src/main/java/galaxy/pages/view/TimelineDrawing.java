package galaxy.pages.view;

import galaxy.pages.text.Arg;
import galaxy.pages.text.Words;
import galaxy.pages.view.Timeline.Bar;
import galaxy.pages.view.Timeline.Row;
import galaxy.pages.view.Timeline.Tick;
import galaxy.pages.view.TimelineData.Lane;
import galaxy.pages.view.TimelineData.Span;
import gg.jte.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Computes the places of a {@link Timeline}. From right to left everything is mirrored. */
final class TimelineDrawing {
    private static final int WIDTH = 1000;
    private static final int LABELS = 120;
    private static final int PITCH = 32;
    private static final int LANE = 24;
    private static final int BELOW = 44;
    private static final int TICKS = 5;
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration LEAST_AHEAD = Duration.ofDays(30);

    private final Words words;
    private final String title;
    private final TimelineData data;
    private final Instant now;
    private final Instant from;
    private final Instant to;
    private final boolean isMirrored;

    TimelineDrawing(Words words, String title, TimelineData data) {
        this.words = words;
        this.title = title;
        this.data = data;
        this.now = words.times().now();
        this.from = later(now.minus(YEAR), data.created());
        this.to = later(now.plus(LEAST_AHEAD), earlier(now.plus(YEAR), lastEnd()));
        this.isMirrored = words.language().isRightToLeft();
    }

    private Instant lastEnd() {
        return spans().flatMap(span -> span.end().stream())
                .max(Instant::compareTo)
                .orElse(now);
    }

    private Stream<Span> spans() {
        return data.lanes().stream().flatMap(lane -> lane.spans().stream());
    }

    Timeline draw() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < data.lanes().size(); i++) {
            rows.add(row(data.lanes().get(i), i * PITCH));
        }
        String summary = words.text(
                "timeline.summary",
                Arg.count("count", spans().count()),
                Arg.text("from", words.times().day(from).text()),
                Arg.text("to", words.times().day(to).text()));
        return new Timeline(
                title,
                summary,
                words.text("timeline.table"),
                data.lanes().size() * PITCH + BELOW,
                rows,
                IntStream.range(0, TICKS).mapToObj(this::tick).toList(),
                new Tick(x(now), words.text("timeline.today")),
                table());
    }

    private Row row(Lane lane, int y) {
        List<Bar> bars = lane.spans().stream()
                .filter(this::isVisible)
                .map(span -> bar(span, y))
                .toList();
        return new Row(lane.label(), isMirrored ? WIDTH : 0, isMirrored ? 0 : LABELS, WIDTH - LABELS, y, bars);
    }

    private boolean isVisible(Span span) {
        return span.start().isBefore(to)
                && span.end().map(end -> end.isAfter(from)).orElse(true);
    }

    private Bar bar(Span span, int y) {
        Instant end = span.end().orElse(to);
        Instant full = span.cutAt().map(cut -> earlier(cut, end)).orElse(end);
        int begin = x(span.start());
        int stop = x(full);
        int last = x(end);
        boolean isEndless = span.end().isEmpty() && span.cutAt().isEmpty();
        return new Bar(
                span.look().css(),
                span.text(),
                Math.min(begin, stop),
                Math.max(Math.abs(stop - begin), 2),
                Math.min(stop, last),
                Math.abs(last - stop),
                isEndless ? arrow(last, y) : "");
    }

    /** A triangle that points out of the lane. */
    private String arrow(int x, int y) {
        int middle = y + LANE / 2;
        int base = isMirrored ? x + 12 : x - 12;
        return "M" + base + " " + (middle - 12) + "L" + x + " " + middle + "L" + base + " " + (middle + 12) + "z";
    }

    private Tick tick(int number) {
        Duration all = Duration.between(from, to);
        Instant at = from.plus(all.multipliedBy(2L * number + 1).dividedBy(2L * TICKS));
        return new Tick(x(at), words.times().monthOf(at));
    }

    private int x(Instant at) {
        long all = Duration.between(from, to).toSeconds();
        long past = Duration.between(from, later(from, earlier(at, to))).toSeconds();
        int offset = (int) ((WIDTH - LABELS) * past / Math.max(all, 1));
        return isMirrored ? WIDTH - LABELS - offset : LABELS + offset;
    }

    private Table table() {
        List<List<Content>> rows = data.lanes().stream()
                .flatMap(lane -> lane.spans().stream().map(span -> cells(lane, span)))
                .toList();
        return new Table(
                title,
                List.of(words.text("timeline.what"), words.text("timeline.from"), words.text("timeline.to")),
                rows);
    }

    private List<Content> cells(Lane lane, Span span) {
        Content end = span.cutAt()
                .<Content>map(cut -> new SentenceText(words.sentence("timeline.cut", Arg.time("at", cut))))
                .or(() -> span.end().map(at -> new TimeText(words.times().day(at), false)))
                .orElseGet(() -> SentenceText.of(words.text("timeline.no-end")));
        Content what = output -> output.writeUserContent(lane.label() + ": " + span.text());
        return List.of(what, new TimeText(words.times().day(span.start()), false), end);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
