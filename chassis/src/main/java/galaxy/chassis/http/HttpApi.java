package galaxy.chassis.http;

/**
 * What an HTTP listener serves.
 *
 * @param errors the form of its errors
 * @param filter what it does to every request and response
 */
public record HttpApi(Routes routes, ErrorRenderer errors, ResponseFilter filter) {

    public HttpApi(Routes routes, ErrorRenderer errors) {
        this(routes, errors, ResponseFilter.NONE);
    }

    /** Routes whose errors are JSON. */
    public static HttpApi json(Routes routes) {
        return new HttpApi(routes, ErrorRenderer.JSON);
    }

    /** A response in the form and the coding to send. */
    Response completed(ResponseFilter.RequestHead request, Response response, String requestId) {
        var failed = new ErrorRenderer.FailedRequest(response.status(), requestId, request.headers(), request.query());
        return filter.encoded(request, response.rendered(errors, failed));
    }

    /** The same with a filter. */
    public HttpApi filtered(ResponseFilter by) {
        return new HttpApi(routes, errors, by);
    }
}
