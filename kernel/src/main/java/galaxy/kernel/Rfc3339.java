package galaxy.kernel;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/** Times as the wire has them. */
public final class Rfc3339 {
    private static final Pattern SHAPE = Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)[Tt](\\d\\d):(\\d\\d):(\\d\\d)"
            + "(?:\\.(\\d{1,64}))?(?:[Zz]|([+-])([01]\\d|2[0-3]):([0-5]\\d))");
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant AFTER_LAST = Instant.parse("+10000-01-01T00:00:00Z");

    private static final Instant FIRST_OF_COMMANDS = Instant.parse("2000-01-01T00:00:00Z");

    /** What {@link #isCommandTime} takes, as a reason. */
    public static final String COMMAND_TIME_RULE = "must be a time of the years 2000 to 9999";

    private Rfc3339() {}

    /** Whether a command may name a time. Nothing here is older than 2000; an earlier time is the zero of a clock or a mistyped year. */
    public static boolean isCommandTime(Instant time) {
        return isCommandTime(time.getEpochSecond());
    }

    /** Whether a command may name a time in this second. */
    public static boolean isCommandTime(long epochSecond) {
        return epochSecond >= FIRST_OF_COMMANDS.getEpochSecond() && epochSecond < AFTER_LAST.getEpochSecond();
    }

    /**
     * {@code 2026-03-01T12:00:00.000Z}: UTC with exactly three fraction digits; what is finer is cut off.
     *
     * @throws IllegalArgumentException outside the years 0000 to 9999, which RFC 3339 cannot write
     */
    public static String format(Instant time) {
        if (time.isBefore(FIRST) || !time.isBefore(AFTER_LAST)) {
            throw new IllegalArgumentException("RFC 3339 has the years 0000 to 9999 only");
        }
        var utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC);
        var text = new byte[24];
        digits(text, 0, 4, utc.getYear());
        text[4] = '-';
        digits(text, 5, 2, utc.getMonthValue());
        text[7] = '-';
        digits(text, 8, 2, utc.getDayOfMonth());
        text[10] = 'T';
        digits(text, 11, 2, utc.getHour());
        text[13] = ':';
        digits(text, 14, 2, utc.getMinute());
        text[16] = ':';
        digits(text, 17, 2, utc.getSecond());
        text[19] = '.';
        digits(text, 20, 3, time.getNano() / 1_000_000);
        text[23] = 'Z';
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /**
     * Reads a date-time of RFC 3339 section 5.6 with any offset, cut off at the millisecond. A leap second
     * ({@code :60}) is refused, because it has no instant; so is a time that leaves the years 0000 to 9999
     * when it is turned to UTC.
     */
    public static Optional<Instant> parse(String text) {
        var matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int nanos = 0;
        if (matcher.group(7) != null) {
            nanos = Integer.parseInt((matcher.group(7) + "00").substring(0, 3)) * 1_000_000;
        }
        long offsetMinutes = 0;
        if (matcher.group(8) != null) {
            offsetMinutes = number(matcher.group(9)) * 60L + number(matcher.group(10));
            offsetMinutes = matcher.group(8).equals("-") ? -offsetMinutes : offsetMinutes;
        }
        try {
            var time = LocalDateTime.of(
                            number(matcher.group(1)),
                            number(matcher.group(2)),
                            number(matcher.group(3)),
                            number(matcher.group(4)),
                            number(matcher.group(5)),
                            number(matcher.group(6)),
                            nanos)
                    .toInstant(ZoneOffset.UTC)
                    .minus(offsetMinutes, ChronoUnit.MINUTES);
            return time.isBefore(FIRST) || !time.isBefore(AFTER_LAST) ? Optional.empty() : Optional.of(time);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    private static void digits(byte[] text, int at, int count, int number) {
        int rest = number;
        for (int i = at + count - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
