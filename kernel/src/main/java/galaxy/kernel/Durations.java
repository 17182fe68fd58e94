package galaxy.kernel;

import java.time.Duration;
import java.time.Period;
import java.time.temporal.TemporalAmount;
import java.util.function.LongFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Durations as people write them: a whole number above zero and its unit, without a space. */
public final class Durations {
    private static final Pattern EXACT = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern CALENDAR = Pattern.compile("(\\d{1,5})(min|h|d|w|mo|y)");

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

    /** How far away a date is, counted by the calendar: {@code 30min}, {@code 12h}, {@code 30d}, {@code 2w}, {@code 6mo}, {@code 1y}. */
    public static Parsed<TemporalAmount> parseCalendar(String raw) {
        return parse(raw, CALENDAR, CALENDAR_RULE, unit -> switch (unit) {
            case "min" -> Duration::ofMinutes;
            case "h" -> Duration::ofHours;
            case "d" -> count -> Period.ofDays((int) count);
            case "w" -> count -> Period.ofWeeks((int) count);
            case "mo" -> count -> Period.ofMonths((int) count);
            default -> count -> Period.ofYears((int) count);
        });
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
