package galaxy.chassis.http;

import galaxy.chassis.json.JsonFields;
import galaxy.contracts.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The response to a request: status, headers and body, already encoded, or a stream that follows. */
public final class Response {
    private static final Logger LOG = LoggerFactory.getLogger(Response.class);
    static final String JSON = "application/json";
    static final String NO_CONTENT = "";
    private static final String OK = "ok";
    private static final byte[] EMPTY = {};

    private final int status;
    private final String contentType;
    private final byte[] body;
    private final List<Header> headers;
    private final String outcome;
    private final Optional<ErrorBody> error;
    private final Optional<StreamWriter> writer;

    /** One header; a name may come several times, as {@code Set-Cookie} does. */
    public record Header(String name, String value) {}

    /** A response with another body or other headers. */
    private Response(Response same, String contentType, byte[] body, List<Header> headers) {
        this.status = same.status;
        this.contentType = contentType;
        this.body = body;
        this.headers = headers;
        this.outcome = same.outcome;
        this.error = same.error;
        this.writer = same.writer;
    }

    private Response(
            int status, String contentType, byte[] body, Optional<ErrorBody> error, Optional<StreamWriter> writer) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.headers = List.of();
        this.outcome = error.map(known -> known.code().code()).orElse(status < 400 ? OK : "status_" + status);
        this.error = error;
        this.writer = writer;
    }

    /** {@code 200} with the JSON object whose fields are written. */
    public static Response ok(Consumer<JsonFields> fields) {
        return json(200, fields);
    }

    /** Any status with the JSON object whose fields are written. Errors are made by {@link #error} instead. */
    public static Response json(int status, Consumer<JsonFields> fields) {
        return bytes(status, JSON, JsonFields.encode(fields));
    }

    /** A body that was encoded before, such as the kept response of a repeated command. */
    public static Response encoded(int status, String contentType, byte[] body) {
        return bytes(status, contentType, body.clone());
    }

    /** {@code 200} with bytes that never change; they are not copied. */
    static Response shared(String contentType, byte[] body) {
        return bytes(200, contentType, body);
    }

    /** A page in UTF-8. */
    public static Response html(int status, byte[] page) {
        return bytes(status, "text/html; charset=utf-8", page.clone());
    }

    /** A status without a body: 204 or 304. */
    public static Response empty(int status) {
        return bytes(status, NO_CONTENT, EMPTY);
    }

    /**
     * Sends the client to another place.
     *
     * @param status 303 to read it with {@code GET}, 307 or 308 to repeat the request there
     * @param location a path of this listener, or an absolute URI in ASCII
     */
    public static Response redirect(int status, String location) {
        if (!Set.of(303, 307, 308).contains(status) || !location.matches("[\\x21-\\x7E]+")) {
            throw new IllegalArgumentException("not a redirect");
        }
        return empty(status).with("Location", location);
    }

    /** {@code 200}, then what the writer sends until it returns, the client leaves, or the listener stops. */
    public static Response stream(String contentType, StreamWriter writer) {
        return new Response(200, contentType, EMPTY, Optional.empty(), Optional.of(writer));
    }

    private static Response bytes(int status, String contentType, byte[] body) {
        return new Response(status, contentType, body, Optional.empty(), Optional.empty());
    }

    /** An error with the message of the catalogue. */
    public static Response error(ErrorCode code, Detail... details) {
        return error(code, code.message(), List.of(details));
    }

    /** An error with its own message for people. The listener decides on its form: JSON or a page. */
    public static Response error(ErrorCode code, String message, List<Detail> details) {
        var error = new ErrorBody(code, message, details);
        return new Response(code.httpStatus(), JSON, error.json(), Optional.of(error), Optional.empty());
    }

    /** A request that is invalid by the rules of HTTP itself, under the status that they have for it. */
    static Response invalid(int status, Detail detail) {
        var error = new ErrorBody(ErrorCode.INVALID_REQUEST, ErrorCode.INVALID_REQUEST.message(), List.of(detail));
        return new Response(status, JSON, error.json(), Optional.of(error), Optional.empty());
    }

    /** {@code 503} with how long to wait. */
    static Response unavailable(long retryAfterSeconds) {
        return error(ErrorCode.SERVICE_UNAVAILABLE).with("Retry-After", Long.toString(retryAfterSeconds));
    }

    /** The same response with one more header. */
    public Response with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Response(this, contentType, body, List.copyOf(more));
    }

    /** The same page, compressed. */
    public Response gzipped() {
        return new Response(this, contentType, Gzip.compress(body), headers).with("Content-Encoding", "gzip");
    }

    /** Whether it is an error to which the listener still gives a form. */
    public boolean isError() {
        return error.isPresent();
    }

    /** The same response in the form that a listener has for errors. */
    Response rendered(ErrorRenderer renderer, ErrorRenderer.FailedRequest request) {
        if (error.isEmpty()) {
            return this;
        }
        var form = form(renderer, error.get(), request);
        var all = new ArrayList<>(headers);
        all.addAll(form.headers());
        return new Response(this, form.contentType(), form.body().getBytes(StandardCharsets.UTF_8), List.copyOf(all));
    }

    private static ErrorRenderer.Rendered form(
            ErrorRenderer renderer, ErrorBody error, ErrorRenderer.FailedRequest request) {
        try {
            return renderer.render(error, request);
        } catch (RuntimeException e) {
            LOG.error("internal error: an error has no page", e);
            return ErrorRenderer.JSON.render(error, request);
        }
    }

    public int status() {
        return status;
    }

    public String contentType() {
        return contentType;
    }

    /** Whether it has the content type of almost every response. */
    boolean isJson() {
        return contentType.equals(JSON);
    }

    public byte[] body() {
        return body.clone();
    }

    /** The body itself, for the sender. */
    byte[] bytes() {
        return body;
    }

    /** What sends the body, if it is a stream. */
    Optional<StreamWriter> writer() {
        return writer;
    }

    public List<Header> headers() {
        return headers;
    }

    /** The value of the first header of this name. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name.equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    /** What the metric counts: {@code ok} or the code of the error. */
    public String outcome() {
        return outcome;
    }

    @Override
    public String toString() {
        return status + " " + new String(bytes(), StandardCharsets.UTF_8);
    }
}
