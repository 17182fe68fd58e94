package galaxy.client.geoprofile;

import galaxy.kernel.CountryCode;
import java.time.LocalDate;

/**
 * A country in which a user was seen within 90 days.
 *
 * @param days on how many days of UTC
 * @param count how many times
 */
public record ObservedCountry(CountryCode country, int days, int count, LocalDate firstDay, LocalDate lastDay) {}
