package galaxy.chassis.http;

import galaxy.chassis.identity.Access;
import java.util.Arrays;
import java.util.Set;

/**
 * One line of the table of routes.
 *
 * @param template the path, such as {@code /api/v1/internal/users/{user_id}/exists}: literal segments match byte for
 *     byte, a segment in braces matches any one segment that is not empty
 * @param access who may call; checked on the route that matched, before anything of the body is read
 * @param query the query parameters it takes; any other, or one given twice, is refused
 */
public record Route(Method method, String template, Access access, Set<String> query, Handler handler) {

    public Route {
        if (!template.matches("/|(/([A-Za-z0-9._~-]+|\\{[a-z_]+}))+")) {
            throw new IllegalArgumentException("not a template: " + template);
        }
        query = Set.copyOf(query);
    }

    public static Route get(String template, Access access, Handler handler) {
        return new Route(Method.GET, template, access, Set.of(), handler);
    }

    public static Route post(String template, Access access, Handler handler) {
        return new Route(Method.POST, template, access, Set.of(), handler);
    }

    /** The same route with these query parameters too. */
    public Route query(String... names) {
        return new Route(method, template, access, Set.copyOf(Arrays.asList(names)), handler);
    }
}
