package galaxy.pages.route;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The path of a route, which a service writes down once: for its table and for all links to it.
 *
 * @param template as in {@link galaxy.chassis.http.Route}, such as {@code /contacts/links/{link_id}}
 */
public record PagePath(String template) {

    /**
     * The link to it.
     *
     * @param segments one for each part of the template in braces, in their order; any text
     */
    public Href href(String... segments) {
        Deque<String> values = new ArrayDeque<>(Arrays.asList(segments));
        String path = Arrays.stream(template.split("/", -1))
                .map(part -> part.startsWith("{") ? Href.encoded(values.removeFirst()) : part)
                .collect(Collectors.joining("/"));
        if (!values.isEmpty()) {
            throw new IllegalArgumentException(
                    template + " has fewer parts than " + List.of(segments).size());
        }
        return new Href(path);
    }
}
