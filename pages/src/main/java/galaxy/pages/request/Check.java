package galaxy.pages.request;

import java.util.Locale;

/** A check of requests, in the order in which they are made; the first that fails decides. */
public enum Check {
    HOST,
    PATH,
    FOREIGN,
    RATE,
    SESSION,
    BODY;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
