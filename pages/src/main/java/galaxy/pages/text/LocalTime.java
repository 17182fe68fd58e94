package galaxy.pages.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** What a field for date and time holds, {@code 2027-03-12T10:30}, read in a zone. */
public sealed interface LocalTime {
    /**
     * A time. Of an hour that comes twice it is the earlier.
     *
     * @param isTwice whether the clock shows this time twice
     */
    record Known(Instant at, boolean isTwice) implements LocalTime {}

    /**
     * An hour that there is not, as clocks are put forward.
     *
     * @param next the next time that there is, as the field would hold it
     */
    record Skipped(String next) implements LocalTime {}

    record Malformed() implements LocalTime {}

    /** Reads the text of a field; a zone that is unknown is UTC. */
    static LocalTime read(String text, String zone) {
        try {
            // Where there is no picker, people put a space between date and time.
            var local = LocalDateTime.parse(text.strip().replaceFirst("(?<=^\\d{4}-\\d\\d-\\d\\d) ", "T"));
            var rules = zone(zone).getRules();
            var offsets = rules.getValidOffsets(local);
            if (offsets.isEmpty()) {
                return new Skipped(rules.getTransition(local).getDateTimeAfter().toString());
            }
            return new Known(local.toInstant(offsets.getFirst()), offsets.size() > 1);
        } catch (DateTimeParseException e) {
            return new Malformed();
        }
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name, ZoneId.SHORT_IDS);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
