package galaxy.chassis.http;

import galaxy.chassis.telemetry.ListenerLimit;
import galaxy.chassis.telemetry.RequestId;
import galaxy.chassis.telemetry.Trace;
import galaxy.contracts.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Gives the listener's form to what the server below refuses by itself, before there is a request to route. */
final class MalformedRequests extends ErrorHandler {
    private final AccessLog access;
    private final HttpApi api;
    private final ResponseSender sender;
    private final boolean isPublic;
    private final Supplier<HttpField> date;

    /**
     * For one listener.
     *
     * @param isPublic whether the request ids of clients are not taken
     * @param date the header of this moment
     */
    MalformedRequests(
            AccessLog access, HttpApi api, ResponseSender sender, boolean isPublic, Supplier<HttpField> date) {
        this.isPublic = isPublic;
        this.access = access;
        this.api = api;
        this.sender = sender;
        this.date = date;
    }

    @Override
    public boolean handle(Request request, org.eclipse.jetty.server.Response wire, Callback callback) {
        if (request.getAttribute(ERROR_EXCEPTION) instanceof ConnectionLostException lost) {
            callback.failed(lost);
            return true;
        }
        var headers = request.getHeaders();
        var requestId =
                RequestId.of(isPublic ? Optional.empty() : Single.value(headers, RequestId.HEADER), RequestId.RANDOM);
        int status = request.getAttribute(ERROR_STATUS) instanceof Integer given ? given : 400;
        if (status == 414 || status == 431) {
            access.limits().reached(ListenerLimit.HEADER_BYTES);
        }
        var method = request.getMethod() == null ? "" : request.getMethod();
        var response = complete(response(status), requestId, method, headers::getValuesList);
        access.open(requestId, Trace.join(Optional.empty(), RequestId.RANDOM), AccessLog.NO_ROUTE);
        try {
            wire.reset();
            sender.head(wire, response, requestId, true);
            sender.whole(wire, response.bytes());
            callback.succeeded();
        } catch (ConnectionLostException e) {
            callback.failed(e);
        } finally {
            access.answered(AccessLog.NO_ROUTE, request.getMethod(), response.status(), response.outcome(), 0);
            access.close();
        }
        return true;
    }

    /** The whole response to a peer whose headers did not arrive in time, as bytes: there is no request to answer yet. */
    byte[] late() {
        var requestId = RequestId.fresh(RequestId.RANDOM);
        var response = complete(RequestReader.LATE, requestId, "", name -> List.of());
        access.open(requestId, Trace.join(Optional.empty(), RequestId.RANDOM), AccessLog.NO_ROUTE);
        access.answered(AccessLog.NO_ROUTE, "", response.status(), response.outcome(), 0);
        access.close();
        var more = response.headers().stream()
                .map(header -> header.name() + ": " + header.value() + "\r\n")
                .collect(Collectors.joining());
        var head = String.join(
                "\r\n",
                "HTTP/1.1 400 Bad Request",
                date.get().toString(),
                "Content-Type: " + response.contentType(),
                RequestId.HEADER + ": " + requestId,
                more + "Connection: close",
                "Content-Length: " + response.bytes().length,
                "",
                "");
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(response.bytes());
        return bytes.toByteArray();
    }

    /** With the headers and in the form of the listener. */
    private Response complete(
            Response response, String requestId, String method, Function<String, List<String>> headers) {
        var head = new ResponseFilter.RequestHead(method, "", headers);
        return api.completed(head, api.filter().after(head, response), requestId);
    }

    private static Response response(int status) {
        return switch (status) {
            case 413 -> Response.error(ErrorCode.PAYLOAD_TOO_LARGE);
            case 414 -> invalid(414, "the request line is too long; shorten the path and the query");
            case 417 -> invalid(400, "Expect may be 100-continue only");
            case 431 -> invalid(400, "the headers are too large; send fewer or shorter ones");
            // The server below asks who speaks of HTTP/2 without TLS to upgrade; there is nothing to upgrade to.
            case 426, 505 -> invalid(505, "HTTP/1.1 is the version served; use it");
            case 503 -> Response.unavailable(1);
            // A 500 too: outside the dispatcher only bytes that the server below cannot handle can cause one.
            default -> invalid(400, "not a well-formed HTTP/1.1 request, or its headers are too large");
        };
    }

    private static Response invalid(int status, String reason) {
        return Response.invalid(status, new Detail("", reason));
    }
}
