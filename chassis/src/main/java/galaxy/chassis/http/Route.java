package galaxy.chassis.http;

import galaxy.chassis.identity.Access;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * One line of the table of routes.
 *
 * @param template the path, such as {@code /api/v1/internal/users/{user_id}/exists}: literal segments match byte for
 *     byte, a segment in braces matches any one segment that is not empty
 * @param access who may call; checked on the route that matched, before anything of the body is read
 * @param query the query parameters it takes; any other, or one given twice, is refused
 * @param body what the body must be
 * @param deadline how long the work on one request may take, where that is not the listener's
 * @param isLenient whether query parameters that it does not take are ignored
 */
public record Route(
        Method method,
        String template,
        Access access,
        Set<String> query,
        BodyKind body,
        Optional<Duration> deadline,
        boolean isLenient,
        Handler handler) {

    public Route {
        if (!template.matches("/|(/([A-Za-z0-9._~-]+|\\{[a-z_]+}))+")) {
            throw new IllegalArgumentException("not a template: " + template);
        }
        query = Set.copyOf(query);
    }

    public static Route of(Method method, String template, Access access, Handler handler) {
        var body = method.hasBody() ? new BodyKind.Json() : new BodyKind.None();
        return new Route(method, template, access, Set.of(), body, Optional.empty(), false, handler);
    }

    public static Route get(String template, Access access, Handler handler) {
        return of(Method.GET, template, access, handler);
    }

    public static Route post(String template, Access access, Handler handler) {
        return of(Method.POST, template, access, handler);
    }

    /** The same route with these query parameters too. */
    public Route query(String... names) {
        return new Route(
                method, template, access, Set.copyOf(Arrays.asList(names)), body, deadline, isLenient, handler);
    }

    /** The same route with another kind of body. */
    public Route taking(BodyKind other) {
        return new Route(method, template, access, query, other, deadline, isLenient, handler);
    }

    /** The same route with its own time for the work, such as for an export. */
    public Route within(Duration time) {
        return new Route(method, template, access, query, body, Optional.of(time), isLenient, handler);
    }

    /** The same route, which ignores query parameters that it does not take: people come along links with all kinds of them. */
    public Route lenient() {
        return new Route(method, template, access, query, body, deadline, true, handler);
    }
}
