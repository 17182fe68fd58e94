package galaxy.kernel;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** When something is to end: at a time, a span after it begins by the clock of the service, or never. */
public sealed interface End {
    record At(Instant time) implements End {}

    record After(Span span) implements End {}

    record Never() implements End {}

    static End of(Optional<Instant> time) {
        return time.<End>map(At::new).orElseGet(Never::new);
    }

    /**
     * The field of a request that holds this end.
     *
     * @param stem what its name begins with, such as {@code expires}
     */
    default String field(String stem) {
        return stem + (this instanceof After ? "_in" : "_at");
    }

    /**
     * The end as a whole millisecond in the future, none for never; or why it is no end.
     *
     * @param begin when a span begins
     */
    default Parsed<Optional<Instant>> time(Instant begin, Instant now) {
        return time(begin, Span.dayOf(begin), now);
    }

    /** The same for a span that is counted from a day of the month, see {@link Span#after(Instant, int)}. */
    default Parsed<Optional<Instant>> time(Instant begin, int anchorDay, Instant now) {
        return switch (this) {
            case Never never -> Parsed.valid(Optional.empty());
            case At(Instant time) -> checked(Optional.of(time), now);
            case After(Span span) -> checked(span.after(begin, anchorDay), now);
        };
    }

    private static Parsed<Optional<Instant>> checked(Optional<Instant> time, Instant now) {
        return time.map(known -> known.truncatedTo(ChronoUnit.MILLIS))
                .map(end -> end.isAfter(now)
                        ? Parsed.valid(Optional.of(end))
                        : Parsed.<Optional<Instant>>invalid("must be in the future"))
                .orElseGet(() -> Parsed.invalid("must not be after the year 9999"));
    }
}
