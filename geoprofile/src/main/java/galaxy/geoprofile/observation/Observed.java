package galaxy.geoprofile.observation;

import galaxy.kernel.CountryCode;
import java.time.LocalDate;
import java.util.Comparator;

/**
 * In which way a country was observed.
 *
 * @param days on how many days of UTC
 * @param count how many times
 */
public record Observed(CountryCode country, int days, long count, LocalDate firstDay, LocalDate lastDay) {
    /** Most days first; then the one that was seen more often, and the one that was seen later. */
    static final Comparator<Observed> MOST_FIRST = Comparator.comparingInt(Observed::days)
            .thenComparingLong(Observed::count)
            .thenComparing(Observed::lastDay)
            .reversed()
            .thenComparing(observed -> observed.country().value());
}
