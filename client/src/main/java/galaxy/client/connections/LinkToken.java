package galaxy.client.connections;

import galaxy.kernel.TextValue;

/** The token of a contact link, which lets its bearer use the link. Never shown in a log or message. */
public final class LinkToken extends TextValue {
    private LinkToken(String value) {
        super(value);
    }

    public static LinkToken of(String text) {
        return new LinkToken(text);
    }

    @Override
    public String toString() {
        return "[secret]";
    }
}
