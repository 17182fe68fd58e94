package galaxy.chassis.http;

/**
 * The methods a route can have. {@code HEAD} is answered by the {@code GET} route, without the body.
 */
public enum Method {
    GET,
    POST,
    PUT,
    DELETE,
    OPTIONS;

    /** Whether a request of this method carries a JSON object where its route says nothing else; the others carry no body. */
    boolean hasBody() {
        return switch (this) {
            case GET, DELETE, OPTIONS -> false;
            case POST, PUT -> true;
        };
    }
}
