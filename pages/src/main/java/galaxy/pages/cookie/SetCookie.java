package galaxy.pages.cookie;

import galaxy.pages.route.Origin;
import java.time.Duration;

/** {@code Set-Cookie}: for this host alone, out of reach of scripts, and over https only where the origin has it. */
public record SetCookie(Origin origin) {
    /** What browsers keep of one cookie with its name and attributes. */
    public static final int MOST_BYTES = 4096;

    /**
     * A value of a header.
     *
     * @param value of letters, digits and {@code . _ - ~}
     * @throws IllegalArgumentException for another value, and for one that is so long that browsers would discard it
     */
    public String set(String name, String value, Duration life) {
        String text = text(name, value, life.toSeconds());
        if (!value.matches("[A-Za-z0-9._~-]*") || text.length() >= MOST_BYTES) {
            throw new IllegalArgumentException("not a value of the cookie " + name);
        }
        return text;
    }

    /** The end of a cookie. It has the attributes of its begin: without them browsers pass over it. */
    public String end(String name) {
        return text(name, "", 0);
    }

    private String text(String name, String value, long seconds) {
        return name + "=" + value + "; Max-Age=" + seconds + "; Path=/; HttpOnly; SameSite=Lax"
                + (origin.isSecure() ? "; Secure" : "");
    }
}
