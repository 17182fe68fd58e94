package galaxy.geoprofile.observation;

import galaxy.kernel.CountryCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many times a user was seen in which country on which day of UTC: at most 8 countries a day, for 90 days. No address is
 * ever part of it.
 */
public record Observations(List<Count> counts) {
    public static final Observations NONE = new Observations(List.of());

    /** For how many days they are kept, today included. */
    public static final int DAYS = 90;

    private static final int COUNTRIES_A_DAY = 8;
    private static final int RECENT_DAYS = 30;

    /** One day in one country. */
    public record Count(LocalDate day, CountryCode country, int count) {
        private Count more() {
            return new Count(day, country, count == Integer.MAX_VALUE ? count : count + 1);
        }
    }

    public Observations {
        counts = List.copyOf(counts);
    }

    public static LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /**
     * With one more.
     *
     * @param day when it was
     * @param now what is too old by then is left out
     * @return the same as before where the day has as many other countries as are counted
     */
    Observations counted(CountryCode country, LocalDate day, Instant now) {
        List<Count> next = new ArrayList<>(since(dayOf(now), DAYS));
        long countries = next.stream().filter(count -> count.day().equals(day)).count();
        for (int i = 0; i < next.size(); i++) {
            Count known = next.get(i);
            if (known.day().equals(day) && known.country().equals(country)) {
                next.set(i, known.more());
                return new Observations(next);
            }
        }
        if (countries >= COUNTRIES_A_DAY) {
            return this;
        }
        next.add(new Count(day, country, 1));
        return new Observations(next);
    }

    /** What is kept at an instant, by country, most days first. */
    public List<Observed> summary(Instant now) {
        return summary(since(dayOf(now), DAYS));
    }

    /** The country with the most of the last 30 days. */
    public Optional<Observed> mostRecent(Instant now) {
        return summary(since(dayOf(now), RECENT_DAYS)).stream().findFirst();
    }

    private List<Count> since(LocalDate today, int days) {
        LocalDate first = today.minusDays(days - 1L);
        return counts.stream().filter(count -> !count.day().isBefore(first)).toList();
    }

    private static List<Observed> summary(List<Count> counts) {
        Map<CountryCode, Observed> byCountry = new LinkedHashMap<>();
        for (Count count : counts) {
            byCountry.merge(
                    count.country(),
                    new Observed(count.country(), 1, count.count(), count.day(), count.day()),
                    Observations::joined);
        }
        return byCountry.values().stream().sorted(Observed.MOST_FIRST).toList();
    }

    private static Observed joined(Observed one, Observed other) {
        return new Observed(
                one.country(),
                one.days() + other.days(),
                one.count() + other.count(),
                one.firstDay().isBefore(other.firstDay()) ? one.firstDay() : other.firstDay(),
                one.lastDay().isAfter(other.lastDay()) ? one.lastDay() : other.lastDay());
    }
}
