package galaxy.testkit.openapi;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request and its answer, as they went over the wire.
 *
 * @param method in upper case
 * @param target path and query as sent, percent-encoded: {@code /users?page_size=5}
 * @param requestHeaders one value for each name; names in any case
 * @param requestBody the body, unless it was empty
 * @param status the HTTP status
 * @param responseHeaders one value for each name; names in any case
 * @param responseBody the body, unless it was empty
 */
public record Exchange(
        String method,
        String target,
        Map<String, String> requestHeaders,
        Optional<String> requestBody,
        int status,
        Map<String, String> responseHeaders,
        Optional<String> responseBody) {

    public Exchange {
        requestHeaders = inAnyCase(requestHeaders);
        responseHeaders = inAnyCase(responseHeaders);
        requestBody = requestBody.filter(body -> !body.isEmpty());
        responseBody = responseBody.filter(body -> !body.isEmpty());
    }

    /** What the JDK's client sent and got. It does not keep the body of a request, so that is given again. */
    public static Exchange of(HttpRequest request, Optional<String> requestBody, HttpResponse<String> response) {
        String query = request.uri().getRawQuery();
        return new Exchange(
                request.method(),
                query == null ? request.uri().getRawPath() : request.uri().getRawPath() + "?" + query,
                first(request.headers()),
                requestBody,
                response.statusCode(),
                first(response.headers()),
                Optional.ofNullable(response.body()));
    }

    private static Map<String, String> first(HttpHeaders headers) {
        Map<String, String> first = new TreeMap<>();
        headers.map().forEach((name, values) -> first.put(name, String.join(", ", values)));
        return first;
    }

    private static Map<String, String> inAnyCase(Map<String, String> headers) {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        return copy;
    }
}
