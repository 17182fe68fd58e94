package galaxy.users.eligibility;

import java.time.Instant;
import java.util.Optional;

/**
 * One cause of one false marker.
 *
 * @param code the sanction's, the limit's, or the reason code of the blocked e-mail subject
 * @param expiresAt when this cause goes away by itself, if it does
 */
public record Denial(Marker marker, Kind kind, String code, Optional<Instant> expiresAt) {
    public enum Kind {
        SANCTION("sanction"),
        LIMIT("limit"),
        EMAIL_BLOCK("email_block");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }
}
