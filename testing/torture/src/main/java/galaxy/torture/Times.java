package galaxy.torture;

import galaxy.kernel.Durations;
import galaxy.kernel.Parsed;
import galaxy.torture.workload.Between;
import java.time.Duration;
import picocli.CommandLine.TypeConversionException;

/** Times as people write and read them. */
final class Times {
    private Times() {}

    /** Reads {@code 250ms}, {@code 10s}, {@code 5m}, {@code 2h}. */
    static Duration parse(String text) {
        return switch (Durations.parse(text)) {
            case Parsed.Valid<Duration>(Duration time) -> time;
            case Parsed.Invalid<Duration>(String reason) -> throw new TypeConversionException(text + ": " + reason);
        };
    }

    /** Reads one time, or two with {@code -} between them, of which the first may be {@code 0ms}. */
    static Between parseBetween(String text) {
        String[] ends = text.split("-", 2);
        Between range =
                new Between(ends[0].equals("0ms") ? Duration.ZERO : parse(ends[0]), parse(ends[ends.length - 1]));
        if (range.shortest().compareTo(range.longest()) > 0) {
            throw new TypeConversionException(text + ": give the shorter time first");
        }
        return range;
    }

    /** {@code 1.234 s}. */
    static String seconds(Duration time) {
        return "%.3f s".formatted(time.toMillis() / 1000.0);
    }
}
