package galaxy.torture;

import galaxy.torture.workload.Between;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them. */
final class Durations {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    private Durations() {}

    /**
     * Reads {@code 250ms}, {@code 10s}, {@code 5m}, {@code 2h}.
     *
     * @throws IllegalArgumentException for anything else
     */
    static Duration parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no duration; write 250ms, 10s, 5m or 2h");
        }
        long number = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    /** Reads one, or two with {@code -} between them. */
    static Between parseBetween(String text) {
        int dash = text.indexOf('-');
        Duration shortest = parse(dash < 0 ? text : text.substring(0, dash));
        Duration longest = parse(dash < 0 ? text : text.substring(dash + 1));
        if (shortest.compareTo(longest) > 0) {
            throw new IllegalArgumentException("'" + text + "' ends before it begins");
        }
        return new Between(shortest, longest);
    }

    /** {@code 1.234 s}. */
    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f s", time.toMillis() / 1000.0);
    }
}
