package galaxy.client.users;

import java.time.Instant;
import java.util.Optional;

/**
 * One cause of a marker that is false.
 *
 * @param kind {@code sanction}, {@code limit} or {@code email_block}
 * @param code the sanction's or the limit's; for an e-mail block its reason
 * @param expiresAt when this cause ends, if it has an end
 */
public record Denial(Marker marker, String kind, String code, Optional<Instant> expiresAt) {
    public static final String SANCTION = "sanction";
    public static final String LIMIT = "limit";
    public static final String EMAIL_BLOCK = "email_block";
}
