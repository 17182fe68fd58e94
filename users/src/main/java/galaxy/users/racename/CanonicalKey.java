package galaxy.users.racename;

import galaxy.kernel.TextValue;

/** The identity of a race name: names with the same key are the same name. Only a policy makes one. */
public final class CanonicalKey extends TextValue {
    private CanonicalKey(String value) {
        super(value);
    }

    /** A key that a policy computed. */
    public static CanonicalKey of(String computed) {
        return new CanonicalKey(computed);
    }
}
