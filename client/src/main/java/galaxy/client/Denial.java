package galaxy.client;

import java.time.Instant;
import java.util.Optional;

/**
 * One cause why a user may not do one thing.
 *
 * @param kind {@code sanction}, {@code limit} or {@code email_block}
 * @param code the sanction's or the limit's; for an e-mail block its reason
 * @param expiresAt when this cause goes away by itself, if it does
 */
public record Denial(Marker marker, String kind, String code, Optional<Instant> expiresAt) {
    public static final String SANCTION = "sanction";
    public static final String LIMIT = "limit";
    public static final String EMAIL_BLOCK = "email_block";
}
