package galaxy.client.geoprofile;

import galaxy.client.users.Reason;
import galaxy.kernel.CountryCode;

/**
 * A country for a user.
 *
 * @param source {@code user}; for administrators also {@code admin}, which is approved at once, or {@code observed}
 */
public record Proposal(CountryCode country, String source, Reason reason) {}
