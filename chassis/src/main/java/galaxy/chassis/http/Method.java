package galaxy.chassis.http;

/** The methods a route can have. {@code HEAD} is answered by the {@code GET} route, without the body. */
public enum Method {
    GET,
    POST,
    PUT,
    DELETE;

    /** Whether a request of this method carries a JSON object; the others carry no body at all. */
    public boolean hasBody() {
        return switch (this) {
            case GET, DELETE -> false;
            case POST, PUT -> true;
        };
    }
}
