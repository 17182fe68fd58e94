package galaxy.users.racename;

import galaxy.kernel.TextValue;

/** What a race name is to the service: names with the same key are the same name. Only a policy makes one. */
public final class CanonicalKey extends TextValue {
    private CanonicalKey(String value) {
        super(value);
    }

    /** A key that a policy computed. */
    public static CanonicalKey of(String computed) {
        return new CanonicalKey(computed);
    }
}
