package galaxy.pages.cookie;

import galaxy.chassis.http.Routes;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A page of ours to go to afterwards, as path and query. It is never taken from a URL, and what is no page of ours is none.
 */
public record Target(String path) {
    private static final int MOST_CHARACTERS = 1024;

    /** The start page. */
    public static final Target START = new Target("/");

    /**
     * What may become of a text that a form or a request holds.
     *
     * @param isPage whether a template is that of a page, and not of a picture
     */
    public static Optional<Target> of(String text, Routes routes, Predicate<String> isPage) {
        if (!text.matches("/([\\x21-\\x7E&&[^\\\\#/]][\\x21-\\x7E&&[^\\\\#]]*)?")) {
            return Optional.empty();
        }
        String path = text.indexOf('?') < 0 ? text : text.substring(0, text.indexOf('?'));
        boolean isOurs = routes.find("GET", path)
                .filter(route -> isPage.test(route.template()))
                .isPresent();
        if (!isOurs || path.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        return Optional.of(new Target(text.length() > MOST_CHARACTERS ? path : text));
    }
}
