package galaxy.app.cli;

import galaxy.kernel.Durations;
import galaxy.kernel.Rfc3339;
import galaxy.kernel.Span;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Times and durations as arguments and in output; always in UTC. */
public final class TimeFormat {
    static final String TIME_RULE = "a time is like 2026-03-01T12:00:00Z, or a day like 2026-03-01 (midnight UTC)";

    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private TimeFormat() {}

    /**
     * The time of an argument.
     *
     * @throws IllegalArgumentException with the rule
     */
    public static Instant parse(String text) {
        Instant time;
        try {
            time = text.length() == "2026-03-01".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    DAY.matcher(text).lookingAt() && e.getCause() != null ? "there is no such day or hour" : TIME_RULE,
                    e);
        }
        if (!Rfc3339.isCommandTime(time)) {
            throw new IllegalArgumentException("a time is of the years 2000 to 9999");
        }
        return time;
    }

    /**
     * The duration of an argument.
     *
     * @throws IllegalArgumentException with the rule
     */
    public static Span parseDuration(String text) {
        return Durations.parseCalendar(text).orElseThrow();
    }

    public static String show(Instant time) {
        return SHOWN.format(time);
    }

    /** An end, and the distance from now: {@code 2026-03-31 12:00 (in 30 days)}. */
    public static String showEnd(Optional<Instant> end, Instant now) {
        return end.map(time -> show(time) + " (" + distance(now, time) + ")").orElse("never");
    }

    private static String distance(Instant now, Instant time) {
        // Rounded: an end that was just computed is a moment less than its span away.
        long minutes = Math.round(Duration.between(now, time).abs().toMillis() / 60_000.0);
        long hours = Math.round(minutes / 60.0);
        long days = Math.round(minutes / 1_440.0);
        String size = hours >= 48 ? days + " days" : minutes >= 120 ? hours + " hours" : minutes + " min";
        return time.isBefore(now) ? size + " ago" : "in " + size;
    }
}
