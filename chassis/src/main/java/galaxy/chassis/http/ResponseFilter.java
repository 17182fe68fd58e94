package galaxy.chassis.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a listener does to every request and every response, whatever the route, also where there is none. A listener for browsers
 * of other origins, or one that counts requests, has one.
 */
public interface ResponseFilter {
    /** Changes nothing. */
    ResponseFilter NONE = new ResponseFilter() {};

    /**
     * The head of a request.
     *
     * @param method as it was sent
     * @param path as it was sent, not decoded; empty for a request that is malformed
     * @param headers the values of a header; what could be read, for a request that is malformed
     * @param query as it was sent, without its question mark
     * @param authority the host, and the port if one is given, that the request is for; of a target in absolute form, that in
     *     it; empty where the request names none
     */
    record RequestHead(
            String method,
            String path,
            Function<String, List<String>> headers,
            String query,
            Optional<String> authority) {
        /** One without query, whose authority is not of interest. */
        public RequestHead(String method, String path, Function<String, List<String>> headers) {
            this(method, path, headers, "", Optional.empty());
        }

        /** The value of a header that comes exactly once. */
        public Optional<String> header(String name) {
            List<String> values = headers.apply(name);
            return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
        }
    }

    /**
     * A response instead of that of a route. Asked before the route is looked for, and before anything of the body is read; not
     * for a request that is malformed.
     *
     * @param client the address of the peer, or the one that a trusted proxy reports
     */
    default Optional<Response> before(RequestHead request, Supplier<InetAddress> client) {
        return Optional.empty();
    }

    /** The response to send: the given one, with more headers. Never throws. */
    default Response after(RequestHead request, Response response) {
        return response;
    }

    /** The response that {@link #after} gave, an error in the form of the listener, in the coding to send. Never throws. */
    default Response encoded(RequestHead request, Response response) {
        return response;
    }
}
