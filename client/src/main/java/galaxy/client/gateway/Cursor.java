package galaxy.client.gateway;

import galaxy.kernel.TextValue;

/** Where a stream of events ended, as the gateway gave it: another stream goes on from there. */
public final class Cursor extends TextValue {
    private Cursor(String value) {
        super(value);
    }

    public static Cursor of(String cursor) {
        return new Cursor(cursor);
    }
}
