package galaxy.web.http;

import galaxy.chassis.http.Exchange;
import galaxy.pages.route.Href;
import galaxy.pages.route.PagePath;
import java.util.Arrays;
import java.util.Set;

/**
 * Where a request is.
 *
 * @param path of its route
 * @param page to which one comes back: itself, or that of the form
 * @param word of the page
 * @param fields of the form
 */
record Place(PagePath path, PagePath page, String word, Set<String> fields) {
    boolean isForm() {
        return !path.equals(page) || !fields.isEmpty();
    }

    /** The page to come back to, with the parts of the path of this request. */
    Href back(Exchange exchange) {
        return href(page, exchange);
    }

    /** Itself, with the parts of the path of this request. */
    Href here(Exchange exchange) {
        return href(path, exchange);
    }

    private static Href href(PagePath to, Exchange exchange) {
        return to.href(Arrays.stream(to.template().split("/", -1))
                .filter(part -> part.startsWith("{"))
                .map(part -> exchange.path(part.substring(1, part.length() - 1)))
                .toArray(String[]::new));
    }
}
