package galaxy.users.account;

import galaxy.kernel.Parsed;
import galaxy.kernel.TextValue;
import galaxy.kernel.WordList;
import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The name of a zone or link of the IANA tz database, in its exact case: of the packaged release, or of the one that this
 * JVM has, which may be newer but lacks some names, such as {@code EST} and {@code ROC}. Offsets such as {@code +02:00}
 * are not names. A name is kept and shown; nothing here computes with its rules.
 */
public final class TimeZoneName extends TextValue {
    /** The JDK's own additions, which the tz database no longer has. */
    private static final String NOT_IANA = "SystemV/";

    private static final class Database {
        private static final Set<String> NAMES = Stream.concat(
                        WordList.read(TimeZoneName.class, "time-zones.txt").stream(),
                        ZoneId.getAvailableZoneIds().stream())
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
