package galaxy.kernel;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A length of time above zero, as an ISO 8601 duration such as {@code P1M}, {@code P30D} or {@code PT1H30M}. Years, months,
 * weeks and days are counted by the calendar in UTC, hours, minutes and seconds by the clock.
 */
public record Span(Period date, Duration time) {
    public static final String RULE =
            "must be an ISO 8601 duration above zero in whole units, such as P1M, P30D or PT1H30M";

    private static final Pattern FORM = Pattern.compile("P(?=.)[0-9YMWD]*(T[0-9HMS]+)?");
    private static final int LAST_YEAR = 9999;

    public Span {
        date = date.normalized();
        if (date.isNegative() || time.isNegative() || (date.isZero() && time.isZero())) {
            throw new IllegalArgumentException(RULE);
        }
    }

    public static Parsed<Span> parse(String raw) {
        if (!FORM.matcher(raw).matches() || raw.length() > 64) {
            return Parsed.invalid(RULE);
        }
        int clock = raw.indexOf('T');
        try {
            Period date = clock == 1 ? Period.ZERO : Period.parse(clock < 0 ? raw : raw.substring(0, clock));
            Duration time = clock < 0 ? Duration.ZERO : Duration.parse("P" + raw.substring(clock));
            return Parsed.valid(new Span(date, time));
        } catch (DateTimeParseException | ArithmeticException | IllegalArgumentException e) {
            return Parsed.invalid(RULE);
        }
    }

    /** What {@link #parse} reads. */
    public String text() {
        String clock = time.isZero() ? "" : time.toString().substring(1);
        return (date.isZero() ? "P" : date.toString()) + clock;
    }

    /** The time so much later; none after the year 9999. */
    public Optional<Instant> after(Instant begin) {
        return after(begin, dayOf(begin));
    }

    /**
     * The time so much later, counted from a day of the month that {@code begin} stands for: with 31, one month after 28
     * February is 31 March.
     *
     * @param anchorDay 1 to 31; a day that the month of {@code begin} has not means its last one
     */
    public Optional<Instant> after(Instant begin, int anchorDay) {
        try {
            OffsetDateTime months = begin.atOffset(ZoneOffset.UTC).plusMonths(date.toTotalMonths());
            int last = months.toLocalDate().lengthOfMonth();
            OffsetDateTime day = date.toTotalMonths() == 0 ? months : months.withDayOfMonth(Math.min(anchorDay, last));
            OffsetDateTime end = day.plus(date.withYears(0).withMonths(0)).plus(time);
            return Optional.of(end)
                    .filter(known -> known.getYear() <= LAST_YEAR)
                    .map(OffsetDateTime::toInstant);
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** The day of the month in UTC. */
    public static int dayOf(Instant time) {
        return time.atOffset(ZoneOffset.UTC).getDayOfMonth();
    }

    /** Whether only months and years are counted, so that the day of the month stays. */
    public boolean isMonths() {
        return date.equals(date.withDays(0)) && time.isZero();
    }
}
