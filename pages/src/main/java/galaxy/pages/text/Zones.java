package galaxy.pages.text;

import com.ibm.icu.text.Collator;
import com.ibm.icu.text.TimeZoneNames;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Time zones by the names of the tz database, as people know them: by city and offset. */
public final class Zones {
    private static final String UTC = "UTC";
    private static final int MINUTE_MILLIS = 60_000;

    private Zones() {}

    /**
     * A zone to choose.
     *
     * @param name of the tz database, which is the value of the option
     * @param label "Berlin +1 14:05"
     */
    public record Choice(String name, String label) {}

    /** The zone with this name, or UTC. */
    static TimeZone known(String name) {
        TimeZone zone = TimeZone.getTimeZone(name);
        return zone.getID().equals(TimeZone.UNKNOWN_ZONE_ID) ? TimeZone.getTimeZone(UTC) : zone;
    }

    /** The city, or the offset of a zone that has none. */
    static String city(TimeZone zone, ULocale locale) {
        String name = zone.getID();
        boolean isOffset = name.startsWith("Etc/") || name.indexOf('/') < 0;
        if (isOffset && zone.getRawOffset() == 0) {
            return UTC;
        }
        return isOffset
                ? UTC + offset(zone.getRawOffset() / MINUTE_MILLIS)
                : Optional.ofNullable(TimeZoneNames.getInstance(locale).getExemplarLocationName(canonical(name)))
                        .orElseGet(
                                () -> name.substring(name.lastIndexOf('/') + 1).replace('_', ' '));
    }

    private static String canonical(String name) {
        return Optional.ofNullable(TimeZone.getCanonicalID(name)).orElse(name);
    }

    /** {@code +1}, {@code −3:30}, with a minus sign that is as wide as a plus. */
    private static String offset(int minutes) {
        int rest = Math.abs(minutes) % 60;
        String text = (minutes < 0 ? "\u2212" : "+") + Math.abs(minutes) / 60;
        return rest == 0 ? text : text + (rest < 10 ? ":0" : ":") + rest;
    }

    /**
     * What a reader can choose from, by city. The chosen one is in the list with exactly its name, so that saving a form changes
     * nothing that the reader has not touched.
     *
     * @param stored the name that is chosen now
     * @param detected that of the device, if it is known; it comes first
     */
    public static List<Choice> choices(PageLanguage language, Instant now, String stored, Optional<String> detected) {
        var names = new TreeSet<>(TimeZone.getAvailableIDs(TimeZone.SystemTimeZoneType.CANONICAL_LOCATION, null, null));
        names.removeIf(name -> name.startsWith("Etc/") || name.indexOf('/') < 0);
        names.add(UTC);
        names.add(stored);
        var collator = Collator.getInstance(language.locale());
        List<Choice> choices = new ArrayList<>();
        names.forEach(name -> choices.add(choice(language, now, name)));
        choices.sort(Comparator.comparing(Choice::label, collator::compare).thenComparing(Choice::name));
        detected.filter(name -> !TimeZone.getTimeZone(name).getID().equals(TimeZone.UNKNOWN_ZONE_ID))
                .ifPresent(name -> {
                    choices.removeIf(choice -> choice.name().equals(name));
                    choices.addFirst(choice(language, now, name));
                });
        return List.copyOf(choices);
    }

    private static Choice choice(PageLanguage language, Instant now, String name) {
        TimeZone zone = known(name);
        String city = city(zone, language.locale());
        String offset = offset(zone.getOffset(now.toEpochMilli()) / MINUTE_MILLIS);
        String time = new Times(language, name, now).timeOfDay(now);
        return new Choice(name, city.startsWith(UTC) ? city + " " + time : city + " " + offset + " " + time);
    }
}
