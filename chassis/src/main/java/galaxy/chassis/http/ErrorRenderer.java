package galaxy.chassis.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** The form that a listener gives to errors, those of malformed requests too. Status, code and headers stay. */
@FunctionalInterface
public interface ErrorRenderer {
    /** The JSON that every REST service has. */
    ErrorRenderer JSON =
            (error, request) -> new Rendered(Response.JSON, new String(error.json(), StandardCharsets.UTF_8));

    /**
     * What is known of the request and of the response to it.
     *
     * @param status of the response
     * @param requestId for the reader to report
     * @param headers the values of a header
     * @param query as it was sent, without its question mark; empty for a request that is malformed
     */
    record FailedRequest(int status, String requestId, Function<String, List<String>> headers, String query) {}

    /**
     * The error as text, sent in UTF-8.
     *
     * @param headers of this form, such as its language
     */
    record Rendered(String contentType, String body, List<Response.Header> headers) {
        public Rendered {
            headers = List.copyOf(headers);
        }

        /** One without headers of its own. */
        public Rendered(String contentType, String body) {
            this(contentType, body, List.of());
        }
    }

    Rendered render(ErrorBody error, FailedRequest request);
}
