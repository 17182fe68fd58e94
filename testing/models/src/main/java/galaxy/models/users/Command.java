package galaxy.models.users;

import galaxy.testkit.model.Expected;
import galaxy.testkit.model.Moment;
import java.util.Map;

/**
 * A change of one user, as data.
 *
 * @param fields the body of its request; times are {@link Moment}s
 * @param isNameTaken whether the name that it asks for is another user's
 */
public record Command(Kind kind, Map<String, Object> fields, boolean isNameTaken) {
    /** The end of what never ends. */
    public static final long NO_END = Long.MAX_VALUE;

    /** Which change, and its path below the user. */
    public enum Kind {
        RENAME("/profile", "self_service"),
        CHANGE_SETTINGS("/settings", "self_service"),
        SYNC_COUNTRY("/declared-country/sync", "geo_sync"),
        GRANT("/entitlements/grant", "admin_command"),
        EXTEND("/entitlements/extend", "admin_command"),
        REVOKE("/entitlements/revoke", "admin_command"),
        APPLY_SANCTION("/sanctions/apply", "admin_command"),
        REMOVE_SANCTION("/sanctions/remove", "admin_command"),
        SET_LIMIT("/limits/set", "admin_command"),
        REMOVE_LIMIT("/limits/remove", "admin_command"),
        BLOCK("/block", "auth_block"),
        UNBLOCK("", "auth_block");

        private final String path;
        private final String mutationSource;

        Kind(String path, String mutationSource) {
            this.path = path;
            this.mutationSource = mutationSource;
        }

        public String mutationSource() {
            return mutationSource;
        }

        /** Whether it takes an idempotency key. */
        public boolean takesKey() {
            return !mutationSource.equals("auth_block");
        }

        /** Whether it is for administrators, and can be tried without effect. */
        public boolean canBeDry() {
            return mutationSource.equals("admin_command");
        }
    }

    public static Command of(Kind kind, Object... namesAndValues) {
        return new Command(kind, Expected.object(namesAndValues), false);
    }

    /** The same for a name that is another user's. */
    public Command whereNameIsTaken() {
        return new Command(kind, fields, true);
    }

    /** The same with one more field, unless it is {@code null}; with an {@code email} it is about that address. */
    public Command with(String name, Object value) {
        return value.equals(Expected.NULL)
                ? this
                : new Command(kind, Expected.merge(fields, Map.of(name, value)), isNameTaken);
    }

    /** The path of its request. */
    public String path(String userId) {
        if (fields.containsKey("email")) {
            return "/user-blocks/by-email" + (kind == Kind.UNBLOCK ? "/remove" : "");
        }
        return "/users/" + userId + kind.path;
    }

    /** When what it asks for ends. */
    public long end() {
        return end(fields);
    }

    Object field(String name) {
        return Expected.field(fields, name);
    }

    /** When a plan, sanction or limit with these fields ends. */
    static long end(Map<String, Object> fields) {
        Object end = Expected.field(fields, fields.containsKey("ends_at") ? "ends_at" : "expires_at");
        return end instanceof Moment time ? time.latest() : NO_END;
    }
}
