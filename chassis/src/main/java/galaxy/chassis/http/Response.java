package galaxy.chassis.http;

import galaxy.chassis.json.JsonFields;
import galaxy.contracts.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The response to the caller: status, body and headers, already encoded. */
public final class Response {
    static final String JSON = "application/json";
    private static final String OK = "ok";

    private final int status;
    private final String contentType;
    private final byte[] body;
    private final Map<String, String> headers;
    private final String outcome;

    private Response(int status, String contentType, byte[] body, Map<String, String> headers, String outcome) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.headers = headers;
        this.outcome = outcome;
    }

    /** {@code 200} with the JSON object whose fields are written. */
    public static Response ok(Consumer<JsonFields> fields) {
        return json(200, fields);
    }

    /** Any status with the JSON object whose fields are written. Errors are made by {@link #error} instead. */
    public static Response json(int status, Consumer<JsonFields> fields) {
        return new Response(status, JSON, JsonFields.encode(fields), Map.of(), status < 400 ? OK : "status_" + status);
    }

    /** A body that was encoded before, such as the recorded result of a repeated command. */
    public static Response encoded(int status, String contentType, byte[] body) {
        return new Response(status, contentType, body.clone(), Map.of(), status < 400 ? OK : "status_" + status);
    }

    /** An error with the message of the catalogue. */
    public static Response error(ErrorCode code, Detail... details) {
        return error(code, code.message(), List.of(details));
    }

    /** An error in the one form of all errors, with its own message for people. */
    public static Response error(ErrorCode code, String message, List<Detail> details) {
        var body = JsonFields.encode(root -> root.object(
                "error",
                error -> error.string("code", code.code())
                        .string("message", message)
                        .array(
                                "details",
                                details,
                                (row, detail) ->
                                        row.string("field", detail.field()).string("reason", detail.reason()))));
        return new Response(code.httpStatus(), JSON, body, Map.of(), code.code());
    }

    /** {@code 503} with the time to wait. */
    static Response unavailable(long retryAfterSeconds) {
        return error(ErrorCode.SERVICE_UNAVAILABLE).with("Retry-After", Long.toString(retryAfterSeconds));
    }

    /** The same response with one more header. */
    public Response with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, contentType, body, Map.copyOf(more), outcome);
    }

    public int status() {
        return status;
    }

    public String contentType() {
        return contentType;
    }

    /** Whether it is JSON, as almost every response. */
    boolean isJson() {
        return contentType.equals(JSON);
    }

    public byte[] body() {
        return body.clone();
    }

    /** The body itself, not a copy. */
    byte[] bytes() {
        return body;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** The outcome in metrics: {@code ok} or the code of the error. */
    public String outcome() {
        return outcome;
    }

    @Override
    public String toString() {
        return status + " " + new String(body, StandardCharsets.UTF_8);
    }
}
