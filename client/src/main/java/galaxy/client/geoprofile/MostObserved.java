package galaxy.client.geoprofile;

import galaxy.kernel.CountryCode;

/**
 * The country in which a user was seen on the most days of the last 30.
 *
 * @param days how many
 */
public record MostObserved(CountryCode country, int days) {}
