package galaxy.app.cli;

import com.google.protobuf.Timestamp;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAmount;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people say and read them; everything in UTC. */
final class Times {
    static final String TIME_RULE = "a time is like 2026-03-01T12:00:00Z, or a day like 2026-03-01 (midnight UTC)";
    static final String SPAN_RULE = "a span is like 12h, 30d, 2w, 6mo or 1y";

    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern SPAN = Pattern.compile("([1-9]\\d{0,4})(min|h|d|w|mo|y)");

    private Times() {}

    /** @throws IllegalArgumentException with the rule */
    static Instant parse(String text) {
        try {
            return text.length() == "2026-03-01".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(TIME_RULE, e);
        }
    }

    /** @throws IllegalArgumentException with the rule */
    static TemporalAmount parseSpan(String text) {
        Matcher matcher = SPAN.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(SPAN_RULE);
        }
        MatchResult match = matcher.toMatchResult();
        int count = Integer.parseInt(match.group(1));
        return switch (match.group(2)) {
            case "min" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Period.ofDays(count);
            case "w" -> Period.ofWeeks(count);
            case "mo" -> Period.ofMonths(count);
            default -> Period.ofYears(count);
        };
    }

    static Instant after(Instant start, TemporalAmount span) {
        return start.atOffset(ZoneOffset.UTC).plus(span).toInstant();
    }

    static String show(Instant time) {
        return SHOWN.format(time);
    }

    static String show(Timestamp time) {
        return show(Instant.ofEpochSecond(time.getSeconds(), time.getNanos()));
    }

    /** An end, and how far it is: {@code 2026-03-31 12:00 (in 30 days)}. */
    static String showEnd(Optional<Instant> end, Instant now) {
        return end.map(time -> show(time) + " (" + distance(now, time) + ")").orElse("never");
    }

    private static String distance(Instant now, Instant time) {
        Duration span = Duration.between(now, time).abs();
        String size = span.toDays() >= 2
                ? span.toDays() + " days"
                : span.toHours() >= 2 ? span.toHours() + " hours" : span.toMinutes() + " min";
        return time.isBefore(now) ? size + " ago" : "in " + size;
    }
}
