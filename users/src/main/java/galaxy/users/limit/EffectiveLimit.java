package galaxy.users.limit;

import galaxy.users.account.LimitCode;
import galaxy.users.account.LimitValue;

/** A limit that applies to a user, and its origin. */
public record EffectiveLimit(LimitCode code, LimitValue value, Origin origin) {
    public enum Origin {
        /** The catalogue's value for the user's plan. */
        DEFAULT("default"),
        /** An override in force. */
        OVERRIDE("override");

        private final String code;

        Origin(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }
}
