package galaxy.pages.text;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.DisplayContext;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.text.RelativeDateTimeFormatter;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import galaxy.kernel.Rfc3339;
import java.time.Duration;
import java.time.Instant;

/** Times for one reader: in one language and zone, at one instant. */
public final class Times {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long MONTH = 30 * DAY;
    private static final long YEAR = 365 * DAY;
    /** Up to so many days are counted; then months are. */
    private static final long DAYS = 60;

    private final PageLanguage language;
    private final TimeZone zone;
    private final Instant now;

    /** Times in a zone, by its name in the tz database; what is no such name reads as UTC. */
    public Times(PageLanguage language, String zone, Instant now) {
        this.language = language;
        this.zone = Zones.known(zone);
        this.now = now;
    }

    public Instant now() {
        return now;
    }

    /** Date, time, city, and how far away it is. */
    public Moment moment(Instant at) {
        boolean hasSeconds = at.getEpochSecond() % MINUTE != 0;
        String text = format(hasSeconds ? "yMMMdjms" : "yMMMdjm", at) + " " + city();
        return new Moment(Rfc3339.format(at), text, relative(at));
    }

    /** The date alone, such as in lists. */
    public Moment day(Instant at) {
        return new Moment(Rfc3339.format(at), format("yMMMd", at), relative(at));
    }

    /** The time of the day, such as beside a zone. */
    public String timeOfDay(Instant at) {
        return format("jm", at);
    }

    /** Day and month, for the marks of a timeline. */
    public String monthOf(Instant at) {
        return format("yMMM", at);
    }

    /** The city of the zone. */
    public String city() {
        return Zones.city(zone, language.locale());
    }

    /** A whole number as this language writes it. */
    public String number(long value) {
        return NumberFormat.getIntegerInstance(language.locale()).format(value);
    }

    private String format(String skeleton, Instant at) {
        DateFormat format = DateFormat.getInstanceForSkeleton(skeleton, language.locale());
        format.setTimeZone(zone);
        return format.format(Long.valueOf(at.toEpochMilli()));
    }

    /** "in 6 days", "2 hours ago": rounded in the largest unit of which there is one. */
    public String relative(Instant at) {
        long seconds = Duration.between(now, at).toSeconds();
        long distance = Math.abs(seconds);
        if (distance < MINUTE) {
            return formatter()
                    .format(RelativeDateTimeFormatter.Direction.PLAIN, RelativeDateTimeFormatter.AbsoluteUnit.NOW);
        }
        if (distance < HOUR) {
            return relative(seconds, MINUTE, RelativeDateTimeFormatter.RelativeUnit.MINUTES);
        }
        if (distance < DAY) {
            return relative(seconds, HOUR, RelativeDateTimeFormatter.RelativeUnit.HOURS);
        }
        if (distance < DAYS * DAY) {
            return relative(seconds, DAY, RelativeDateTimeFormatter.RelativeUnit.DAYS);
        }
        return distance < YEAR
                ? relative(seconds, MONTH, RelativeDateTimeFormatter.RelativeUnit.MONTHS)
                : relative(seconds, YEAR, RelativeDateTimeFormatter.RelativeUnit.YEARS);
    }

    private String relative(long seconds, long unit, RelativeDateTimeFormatter.RelativeUnit name) {
        double count = Math.round((double) Math.abs(seconds) / unit);
        var direction =
                seconds < 0 ? RelativeDateTimeFormatter.Direction.LAST : RelativeDateTimeFormatter.Direction.NEXT;
        return formatter().format(count, direction, name);
    }

    private RelativeDateTimeFormatter formatter() {
        ULocale locale = language.locale();
        return RelativeDateTimeFormatter.getInstance(
                locale,
                NumberFormat.getIntegerInstance(locale),
                RelativeDateTimeFormatter.Style.LONG,
                DisplayContext.CAPITALIZATION_NONE);
    }
}
