package galaxy.chassis.http;

import galaxy.chassis.telemetry.RequestId;
import galaxy.chassis.telemetry.Trace;
import galaxy.contracts.ErrorCode;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import java.util.Optional;

/** Gives the one form to errors of the HTTP library, which refuses some requests before they are routed. */
final class EarlyErrors implements DirectHandler {
    private final AccessLog access;
    private final ReadTimeouts deadlines;

    EarlyErrors(AccessLog access, ReadTimeouts deadlines) {
        this.access = access;
        this.deadlines = deadlines;
    }

    @Override
    public TransportResponse handle(
            TransportRequest request, EventType event, Status status, ServerResponseHeaders headers, String message) {
        deadlines.forget();
        var requestId = RequestId.of(Single.value(request.headers(), Single.REQUEST_ID), RequestId.RANDOM);
        var answer = answer(status.code());
        access.open(requestId, Trace.join(Optional.empty(), RequestId.RANDOM), AccessLog.NO_ROUTE);
        try {
            access.answered(AccessLog.NO_ROUTE, request.method(), answer.status(), answer.outcome(), 0);
        } finally {
            access.close();
        }
        var builder = TransportResponse.builder()
                .status(Status.create(answer.status()))
                .header(HeaderNames.CONTENT_TYPE, answer.contentType())
                .header(Single.REQUEST_ID, requestId)
                .header(HeaderValues.CONNECTION_CLOSE)
                .entity(answer.bytes());
        answer.headers().forEach((name, value) -> builder.header(HeaderNames.create(name), value));
        return builder.build();
    }

    private static Response answer(int status) {
        return switch (status) {
            case 413 -> Response.error(ErrorCode.PAYLOAD_TOO_LARGE);
            case 414 -> invalid("the request line is too long; shorten the path and the query");
            case 505 -> invalid("HTTP/1.1 is the only version served; use it");
            case 503 -> Response.unavailable(1);
            // A 500 too: before routing, only bytes that the library cannot read cause one.
            default -> invalid("not a well-formed HTTP/1.1 request, or its headers are too large");
        };
    }

    private static Response invalid(String reason) {
        return Response.error(ErrorCode.INVALID_REQUEST, new Detail("", reason));
    }
}
