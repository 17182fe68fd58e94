package galaxy.chassis.http;

import galaxy.chassis.identity.RequestOrigin;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpFields;

/** One request as its handler sees it: the route matched, the caller let in, query and body read strictly. */
public final class Exchange {
    private final RequestOrigin origin;
    private final Peer peer;
    private final HttpFields headers;
    private final Parameters parameters;

    /**
     * What was read of the request.
     *
     * @param path decoded segments by the names in the template
     */
    record Parameters(Map<String, String> path, Query query, Body body) {}

    /** The body, by its kind. */
    sealed interface Body {
        record None() implements Body {}

        record Json(Fields fields) implements Body {}

        record Submitted(Supplier<Form> form) implements Body {}

        /** A class, as arrays have no equality. */
        final class Raw implements Body {
            private final byte[] bytes;

            Raw(byte[] bytes) {
                this.bytes = bytes;
            }
        }
    }

    Exchange(RequestOrigin origin, Peer peer, HttpFields headers, Parameters parameters) {
        this.origin = origin;
        this.peer = peer;
        this.headers = headers;
        this.parameters = parameters;
    }

    /** The decoded segment that the template calls so. It is whatever the caller sent; it may hold any character. */
    public String path(String name) {
        var value = parameters.path.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route's template has no {" + name + "}");
        }
        return value;
    }

    public Query query() {
        return parameters.query;
    }

    /** The body's fields, of a route that takes JSON. */
    public Fields body() {
        return body(Body.Json.class).fields;
    }

    /**
     * The fields of the form, of a route that takes one.
     *
     * @throws RefusedException when it is read late, and is not one that the route takes
     */
    public Form form() {
        return body(Body.Submitted.class).form.get();
    }

    /** The body, of a route that takes bytes. */
    public byte[] bytes() {
        return body(Body.Raw.class).bytes;
    }

    private <T extends Body> T body(Class<T> kind) {
        if (!kind.isInstance(parameters.body)) {
            throw new IllegalStateException("requests of this route have another body");
        }
        return kind.cast(parameters.body);
    }

    public RequestOrigin origin() {
        return origin;
    }

    /** Who sent the request: the address of the peer, or the one that a trusted proxy reports. */
    public InetAddress remoteAddress() {
        return peer.address();
    }

    /** Whether the request came over TLS, here or at a trusted proxy. */
    public boolean isSecure() {
        return peer.isSecure();
    }

    /**
     * A header by name.
     *
     * @throws RefusedException when it is given more than once
     */
    public Optional<String> header(String name) {
        return Single.strict(headers, name);
    }

    /** Every value of a header, in the order in which they were sent. */
    public List<String> headers(String name) {
        return headers.getValuesList(name);
    }
}
