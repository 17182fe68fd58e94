package galaxy.client.connections;

import galaxy.kernel.TextValue;

/** A username. The service folds it to lower case, and refuses one that is not valid. */
public final class Username extends TextValue {
    private Username(String value) {
        super(value);
    }

    public static Username of(String text) {
        return new Username(text);
    }
}
