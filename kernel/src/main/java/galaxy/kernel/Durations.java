package galaxy.kernel;

import java.time.Duration;
import java.time.Period;
import java.util.function.LongFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: a whole number above zero and its unit, without a space. */
public final class Durations {
    private static final Pattern EXACT = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern CALENDAR = Pattern.compile("(\\d{1,5} ?(y|years?) ?)?(\\d{1,5} ?(mo|months?) ?)?"
            + "(\\d{1,5} ?(w|weeks?) ?)?(\\d{1,5} ?(d|days?) ?)?"
            + "(\\d{1,5} ?(h|hours?) ?(\\d{1,5} ?(m|min|minutes?))?|\\d{1,5} ?(min|minutes?))?(?<=\\w)");
    private static final Pattern PART = Pattern.compile("(\\d+) ?([a-z]+)");

    /** The rule of {@link #parse}. */
    public static final String RULE = "give a number above zero and its unit (ms, s, m, h, d): 10s";

    /** The rule of {@link #parseCalendar}. */
    public static final String CALENDAR_RULE = "give a number above zero and its unit (min, h, d, w, mo, y): 30d";

    private Durations() {}

    /** How long to wait: {@code 250ms}, {@code 10s}, {@code 5m}, {@code 24h}, {@code 7d}. */
    public static Parsed<Duration> parse(String raw) {
        return parse(raw, EXACT, RULE, unit -> switch (unit) {
            case "ms" -> Duration::ofMillis;
            case "s" -> Duration::ofSeconds;
            case "m" -> Duration::ofMinutes;
            case "h" -> Duration::ofHours;
            default -> Duration::ofDays;
        });
    }

    /**
     * How far away a date is, counted by the calendar: {@code 30min}, {@code 1h30m}, {@code 12h}, {@code 30d}, {@code 30 days},
     * {@code 2w}, {@code 6mo}, {@code 1y}. A single {@code m} means minutes, and only after hours: alone it could be months.
     */
    public static Parsed<Span> parseCalendar(String raw) {
        if (!CALENDAR.matcher(raw).matches()) {
            return Parsed.invalid(CALENDAR_RULE);
        }
        Period date = Period.ZERO;
        Duration time = Duration.ZERO;
        Matcher parts = PART.matcher(raw);
        while (parts.find()) {
            int count = Integer.parseInt(parts.group(1));
            switch (parts.group(2).charAt(0)) {
                case 'y' -> date = date.plusYears(count);
                case 'w' -> date = date.plusDays(7L * count);
                case 'd' -> date = date.plusDays(count);
                case 'h' -> time = time.plusHours(count);
                default -> {
                    if (parts.group(2).startsWith("mo")) {
                        date = date.plusMonths(count);
                    } else {
                        time = time.plusMinutes(count);
                    }
                }
            }
        }
        return date.isZero() && time.isZero() ? Parsed.invalid(CALENDAR_RULE) : Parsed.valid(new Span(date, time));
    }

    private static <T> Parsed<T> parse(
            String raw, Pattern pattern, String rule, java.util.function.Function<String, LongFunction<T>> units) {
        var matcher = pattern.matcher(raw);
        if (!matcher.matches()) {
            return Parsed.invalid(rule);
        }
        MatchResult match = matcher.toMatchResult();
        long count = Long.parseLong(match.group(1));
        return count == 0
                ? Parsed.invalid(rule)
                : Parsed.valid(units.apply(match.group(2)).apply(count));
    }
}
