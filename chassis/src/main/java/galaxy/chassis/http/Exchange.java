package galaxy.chassis.http;

import galaxy.chassis.identity.RequestOrigin;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One request as its handler sees it: the route matched, the caller admitted, query and body read strictly. */
public final class Exchange {
    private final Map<String, String> path;
    private final Query query;
    private final Optional<Fields> body;
    private final RequestOrigin origin;
    private final Function<String, Optional<String>> headers;

    Exchange(
            Map<String, String> path,
            Query query,
            Optional<Fields> body,
            RequestOrigin origin,
            Function<String, Optional<String>> headers) {
        this.path = path;
        this.query = query;
        this.body = body;
        this.origin = origin;
        this.headers = headers;
    }

    /** The decoded path parameter with this name. It is text of the caller and may hold any character. */
    public String path(String name) {
        var value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route's template has no {" + name + "}");
        }
        return value;
    }

    public Query query() {
        return query;
    }

    /** The body's fields, of a method with a body. */
    public Fields body() {
        return body.orElseThrow(() -> new IllegalStateException("requests of this method have no body"));
    }

    public RequestOrigin origin() {
        return origin;
    }

    /**
     * A header by name.
     *
     * @throws RefusedException when it is given more than once
     */
    public Optional<String> header(String name) {
        return headers.apply(name);
    }
}
