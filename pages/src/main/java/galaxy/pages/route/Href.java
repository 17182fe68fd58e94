package galaxy.pages.route;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A place that a link, a form or a picture of a page points to. It is made from a route, a file, or a setting of the operator;
 * never from text of a request.
 */
public final class Href {
    private static final Set<String> SCHEMES = Set.of("https", "http", "mailto");

    private final String url;

    Href(String url) {
        this.url = url;
    }

    /**
     * A place of the operator, such as the page with help.
     *
     * @throws IllegalArgumentException when it is no absolute URI of the web and no address for mail
     */
    public static Href external(URI uri) {
        if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme())) {
            throw new IllegalArgumentException("not a link of a page: " + uri);
        }
        return new Href(uri.toASCIIString());
    }

    /** A file at a path that {@link galaxy.chassis.http.StaticFiles} gave. */
    public static Href asset(String path) {
        return new Href("/" + path);
    }

    /** An element of the same page. */
    public static Href element(String id) {
        return new Href("#" + encoded(id));
    }

    /** The same place with one more query parameter. */
    public Href query(String name, String value) {
        char joint = url.indexOf('?') < 0 ? '?' : '&';
        return new Href(url + joint + encoded(name) + "=" + encoded(value));
    }

    /** An element of that place, such as a picture in a file of pictures. */
    public Href at(String element) {
        return new Href(url + "#" + encoded(element));
    }

    /** As it stands in the page; ASCII. */
    public String url() {
        return url;
    }

    /** As it is printed for people to copy, after the origin. */
    public String after(String origin) {
        return origin + url;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Href that && that.url.equals(url);
    }

    @Override
    public int hashCode() {
        return url.hashCode();
    }

    @Override
    public String toString() {
        return url;
    }
}
