package galaxy.client.connections;

import galaxy.kernel.TextValue;

/** The id of a contact link. */
public final class LinkId extends TextValue {
    private LinkId(String value) {
        super(value);
    }

    public static LinkId of(String text) {
        return new LinkId(text);
    }
}
