package galaxy.pages.request;

import galaxy.chassis.http.Method;
import galaxy.chassis.http.Route;
import galaxy.chassis.http.Routes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routes of a service with pages, by method and template. */
public final class PageRoutes {
    private final Routes routes;
    private final Map<Key, PageRoute> table = new HashMap<>();

    private record Key(Method method, String template) {}

    private PageRoutes(List<PageRoute> all) {
        this.routes = Routes.of(all.stream().map(PageRoute::route).toList());
        all.forEach(each -> table.put(key(each.route()), each));
    }

    public static PageRoutes of(List<PageRoute> all) {
        return new PageRoutes(all);
    }

    private static Key key(Route route) {
        return new Key(route.method(), route.template());
    }

    /** For the listener. */
    public Routes routes() {
        return routes;
    }

    /** The route for a request. */
    Optional<PageRoute> find(String method, String path) {
        return routes.find(method, path).flatMap(route -> Optional.ofNullable(table.get(key(route))));
    }

    /** Whether a template is that of a page that can be read, and so may be a place to go to. */
    public boolean isPage(String template) {
        return Optional.ofNullable(table.get(new Key(Method.GET, template)))
                .flatMap(PageRoute::page)
                .isPresent();
    }
}
