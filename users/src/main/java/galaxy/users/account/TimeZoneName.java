package galaxy.users.account;

import galaxy.kernel.Parsed;
import galaxy.kernel.TextValue;
import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Collectors;

/** The name of a time zone in the tz database of this JVM, in its exact case. Offsets such as {@code +02:00} are not names. */
public final class TimeZoneName extends TextValue {
    /** The JDK's own additions, which the tz database no longer has. */
    private static final String NOT_IANA = "SystemV/";

    private static final class Database {
        private static final Set<String> NAMES = ZoneId.getAvailableZoneIds().stream()
                .filter(name -> !name.startsWith(NOT_IANA))
                .collect(Collectors.toUnmodifiableSet());
    }

    private TimeZoneName(String value) {
        super(value);
    }

    /** A name that was parsed before. */
    public static TimeZoneName of(String known) {
        return new TimeZoneName(known);
    }

    public static Parsed<TimeZoneName> parse(String raw) {
        return Database.NAMES.contains(raw)
                ? Parsed.valid(new TimeZoneName(raw))
                : Parsed.invalid("is not the name of an IANA time zone");
    }
}
