package galaxy.chassis.http;

import galaxy.chassis.identity.Access;
import galaxy.chassis.identity.Authenticator;
import galaxy.chassis.identity.Principal;
import galaxy.chassis.identity.RequestOrigin;
import galaxy.chassis.server.ListenerSettings;
import galaxy.chassis.telemetry.RequestId;
import galaxy.chassis.telemetry.Trace;
import galaxy.contracts.ErrorCode;
import galaxy.kernel.Deadline;
import galaxy.kernel.UnavailableException;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every request goes through here: route, caller, query, body, handler, response, in this order. The HTTP library has
 * one route only, this one, so that no other rule matches or authorises a request.
 */
final class RequestDispatcher implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(RequestDispatcher.class);
    private static final Header JSON = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, Response.JSON);
    private static final String ABORTED = "aborted";
    private static final long BUSY_SECONDS = 1;

    private final Routes routes;
    private final Authenticator authenticator;
    private final AccessLog access;
    private final ReadTimeouts deadlines;
    private final Semaphore places;
    private final Duration workTimeout;
    private volatile boolean stopping;

    RequestDispatcher(
            Routes routes,
            Authenticator authenticator,
            AccessLog access,
            ReadTimeouts deadlines,
            ListenerSettings settings) {
        this.routes = routes;
        this.authenticator = authenticator;
        this.access = access;
        this.deadlines = deadlines;
        this.places = new Semaphore(settings.maxInFlight());
        this.workTimeout = settings.timeouts().work();
    }

    /** From now on every response closes its connection. */
    void stopping() {
        stopping = true;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        long started = System.nanoTime();
        var method = request.prologue().method().text();
        var match = routes.match(method, request.prologue().uriPath().rawPath());
        var template = match instanceof Routes.Match.Found found ? found.route().template() : AccessLog.NO_ROUTE;
        var requestId = RequestId.of(Single.value(request.headers(), Single.REQUEST_ID), RequestId.RANDOM);
        var trace = Trace.join(Single.value(request.headers(), Single.TRACEPARENT), RequestId.RANDOM);
        access.open(requestId, trace, template);
        int status = 0;
        var outcome = ABORTED;
        ConnectionContext connection;
        try {
            var principal = authenticator.authenticate(Single.value(request.headers(), HeaderNames.AUTHORIZATION));
            principal.caller().ifPresent(known -> access.caller(known.name()));
            var body = new RequestBody(request);
            var answer = answer(request, match, new RequestOrigin(requestId, trace, principal), body);
            response.header(Single.REQUEST_ID, requestId);
            connection = send(request, response, answer, body);
            status = answer.status();
            outcome = answer.outcome();
        } finally {
            deadlines.forget();
            access.answered(template, method, status, outcome, System.nanoTime() - started);
            access.close();
        }
        if (closes(request, response)) {
            throw new CloseConnectionException("closing, as the response before said");
        }
        deadlines.idle(connection);
    }

    private Response answer(ServerRequest request, Routes.Match match, RequestOrigin origin, RequestBody body) {
        try {
            return switch (match) {
                case Routes.Match.NoRoute none -> Response.error(ErrorCode.ROUTE_NOT_FOUND);
                case Routes.Match.WrongMethod wrong ->
                    Response.error(ErrorCode.METHOD_NOT_ALLOWED).with("Allow", wrong.allow());
                case Routes.Match.Found found -> {
                    check(found.route().access(), origin.principal());
                    var exchange = exchange(request, found, origin, body);
                    deadlines.arrived();
                    yield work(found.route(), exchange);
                }
            };
        } catch (RefusedException e) {
            return e.answer();
        } catch (UnavailableException e) {
            LOG.warn("dependency unavailable: {}", e.getMessage());
            LOG.debug("the request that failed", e);
            return Response.unavailable(e.retryAfterSeconds());
        } catch (CloseConnectionException e) {
            throw e;
        } catch (Exception | Error e) {
            LOG.error("internal error", e);
            return Response.error(
                    ErrorCode.INTERNAL_ERROR, ErrorCode.INTERNAL_ERROR.message(origin.requestId()), List.of());
        }
    }

    /** @throws RefusedException {@code 401} or {@code 403} */
    private void check(Access access, Principal principal) {
        switch (authenticator.admit(access, principal)) {
            case ADMITTED -> {}
            case UNAUTHENTICATED ->
                throw new RefusedException(
                        Response.error(ErrorCode.UNAUTHENTICATED).with("WWW-Authenticate", "Bearer"));
            case PERMISSION_DENIED -> throw new RefusedException(Response.error(ErrorCode.PERMISSION_DENIED));
        }
    }

    private Exchange exchange(ServerRequest request, Routes.Match.Found found, RequestOrigin origin, RequestBody body) {
        var route = found.route();
        Map<String, String> path = HashMap.newHashMap(found.parameters().size());
        found.parameters()
                .forEach((name, raw) -> path.put(
                        name,
                        PercentCoding.decode(raw)
                                .orElseThrow(() -> RefusedException.invalid(name, "is not percent-encoded UTF-8"))));
        var query = Query.parse(request.prologue().query().rawValue(), route.query());
        Optional<Fields> fields = Optional.empty();
        if (route.method().hasBody()) {
            if (!body.saysJson()) {
                throw new RefusedException(Response.error(ErrorCode.UNSUPPORTED_MEDIA_TYPE));
            }
            var bytes = body.read();
            fields = Optional.of(new Fields(StrictJson.object(bytes)));
        } else if (body.read().length > 0) {
            throw RefusedException.invalid("", "this route takes no body; send none");
        }
        return new Exchange(
                path, query, fields, origin, name -> Single.strict(request.headers(), HeaderNames.create(name)));
    }

    private Response work(Route route, Exchange exchange) {
        if (!places.tryAcquire()) {
            return Response.unavailable(BUSY_SECONDS);
        }
        try {
            return Deadline.within(workTimeout, () -> route.handler().handle(exchange));
        } finally {
            places.release();
        }
    }

    private ConnectionContext send(ServerRequest request, ServerResponse response, Response answer, RequestBody body) {
        body.skip();
        var connection = deadlines.met();
        response.status(Status.create(answer.status()));
        response.header(answer.isJson() ? JSON : HeaderValues.create(HeaderNames.CONTENT_TYPE, answer.contentType()));
        answer.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        if (stopping || !body.done()) {
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
        deadlines.closing(connection, deadlines.limit());
        if (request.prologue().method().text().equals("HEAD")) {
            response.headers().contentLength(answer.bytes().length);
            response.send();
        } else {
            response.send(answer.bytes());
        }
        if (!body.done()) {
            body.linger();
        }
        return deadlines.met();
    }

    private static boolean closes(ServerRequest request, ServerResponse response) {
        return saysClose(request.headers()) || saysClose(response.headers());
    }

    private static boolean saysClose(Headers headers) {
        // Most requests have no such header, and that is cheaper to see than to parse values.
        return headers.contains(HeaderNames.CONNECTION) && headers.containsToken(HeaderValues.CONNECTION_CLOSE);
    }
}
