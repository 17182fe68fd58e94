package galaxy.pages.request;

import galaxy.chassis.http.Route;
import galaxy.pages.route.PagePath;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A route of a service with pages.
 *
 * @param page the word of the page, {@code data-page}; empty for pictures and for what answers with a redirect only
 * @param form where the page with the form is, of a path that only a form posts to
 * @param limit for each address
 */
public record PageRoute(Route route, Optional<String> page, Optional<PagePath> form, Optional<RateLimit> limit) {
    /** A page. */
    public static PageRoute page(String word, Route route) {
        return new PageRoute(route, Optional.of(word), Optional.empty(), Optional.empty());
    }

    /** What is no page: a picture, a file. */
    public static PageRoute file(Route route) {
        return new PageRoute(route, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What a form on a page posts to. A refused form is shown under its path, and reading that path leads back to the form. */
    public static PageRoute form(String word, Route route, PagePath form) {
        return new PageRoute(route, Optional.of(word), Optional.of(form), Optional.empty());
    }

    /**
     * Where the page with the form is, for one path of this route.
     *
     * @param path as it was sent, not decoded
     */
    Optional<String> formOf(String path) {
        List<String> parts = List.of(route.template().split("/", -1));
        String[] sent = path.split("/", -1);
        return form.map(page -> Arrays.stream(page.template().split("/", -1))
                .map(part -> part.startsWith("{") ? sent[parts.indexOf(part)] : part)
                .collect(Collectors.joining("/")));
    }

    /** The same with its own time for the work. */
    public PageRoute within(Duration time) {
        return new PageRoute(route.within(time), page, form, limit);
    }

    public PageRoute limited(RateLimit by) {
        return new PageRoute(route, page, form, Optional.of(by));
    }
}
