package galaxy.pages.text;

import galaxy.pages.route.Href;
import java.time.Instant;

/** A named argument of a message. Its type decides how it is shown. */
public sealed interface Arg {
    /** The name in the message. */
    String name();

    /** A number; messages choose their plural by it. */
    record Count(String name, long value) implements Arg {}

    /** A text of ours in the language of the page, such as the name of a plan. */
    record Text(String name, String value) implements Arg {}

    /** What a person chose, such as a name: it keeps its own direction. */
    record Name(String name, String value) implements Arg {}

    /** An id, a code or an address: from left to right in each language. */
    record Code(String name, String value) implements Arg {}

    /** A time in the zone of the reader. */
    record Time(String name, Instant value) implements Arg {}

    /** A link on the words between {@code {open}} and {@code {close}}. */
    record Link(Href href) implements Arg {
        static final String OPEN = "open";
        static final String CLOSE = "close";

        @Override
        public String name() {
            return OPEN;
        }
    }

    static Arg count(String name, long value) {
        return new Count(name, value);
    }

    static Arg text(String name, String value) {
        return new Text(name, value);
    }

    static Arg name(String name, String value) {
        return new Name(name, value);
    }

    static Arg code(String name, String value) {
        return new Code(name, value);
    }

    static Arg time(String name, Instant value) {
        return new Time(name, value);
    }

    static Arg link(Href href) {
        return new Link(href);
    }
}
