package galaxy.chassis.http;

import galaxy.chassis.identity.Access;
import galaxy.chassis.identity.Authenticator;
import galaxy.chassis.identity.Principal;
import galaxy.chassis.identity.RequestOrigin;
import galaxy.chassis.server.ListenerSettings;
import galaxy.chassis.server.RunningRequests;
import galaxy.chassis.telemetry.ListenerLimit;
import galaxy.chassis.telemetry.RepeatedWarnings;
import galaxy.chassis.telemetry.RequestId;
import galaxy.chassis.telemetry.Trace;
import galaxy.contracts.ErrorCode;
import galaxy.kernel.Deadline;
import galaxy.kernel.UnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every request goes through here: route, caller, query, body, handler, response, in this order. The server below knows
 * no other handler, so that nothing is matched or authorised by any other rule.
 */
final class RequestDispatcher extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(RequestDispatcher.class);
    private static final RepeatedWarnings WARNINGS = new RepeatedWarnings(LOG);
    private static final String ABORTED = "aborted";
    private static final String ALLOW = "Allow";
    private static final long BUSY_SECONDS = 1;

    private final HttpApi api;
    private final Authenticator authenticator;
    private final AccessLog access;
    private final ListenerSettings settings;
    private final RequestReader reader;
    private final ResponseSender sender;
    private final Semaphore permits;
    private final Semaphore largeBodies;
    private final RunningRequests running = new RunningRequests();
    private final Streams streams;
    private volatile boolean draining;

    RequestDispatcher(HttpApi api, Authenticator authenticator, AccessLog access, ListenerSettings settings) {
        this.api = api;
        this.authenticator = authenticator;
        this.access = access;
        this.settings = settings;
        this.largeBodies = new Semaphore(settings.limits().inFlight());
        this.reader = new RequestReader(settings, largeBodies);
        this.sender = new ResponseSender(settings.timeouts().write(), access.limits());
        this.streams = new Streams(sender, running);
        this.permits = new Semaphore(settings.limits().inFlight());
    }

    /** From now on every response closes its connection. */
    void drain() {
        draining = true;
    }

    /** From now on every response closes its connection, and every stream ends. */
    void stopping() {
        streams.stop();
    }

    /** How many requests are worked on. */
    int inFlight() {
        return settings.limits().inFlight() - permits.availablePermits();
    }

    /** The requests that a stop waits for. Streams are none of them. */
    RunningRequests running() {
        return running;
    }

    @Override
    public boolean handle(Request request, org.eclipse.jetty.server.Response wire, Callback callback) {
        // While the work goes on, the peer owes nothing; what it owes has its own limits.
        request.addIdleTimeoutListener(timeout -> false);
        running.begin();
        try {
            respond(request, wire);
            callback.succeeded();
        } catch (ConnectionLostException e) {
            callback.failed(e);
        } finally {
            running.end();
        }
        return true;
    }

    private void respond(Request request, org.eclipse.jetty.server.Response wire) {
        long started = System.nanoTime();
        var headers = request.getHeaders();
        var method = request.getMethod();
        var match = api.routes().match(method, RequestReader.path(request));
        var template = match instanceof Routes.Match.Found found ? found.route().template() : AccessLog.NO_ROUTE;
        var ids = open(headers, template);
        int status = 0;
        var outcome = ABORTED;
        try {
            var principal = authenticator.authenticate(headers::getValuesList);
            principal.caller().ifPresent(known -> access.caller(known.name()));
            var body = reader.body(request, started);
            var head = RequestReader.head(request);
            var origin = new RequestOrigin(ids.requestId(), ids.trace(), principal);
            var wanted = api.filter().after(head, response(request, head, match, origin, body));
            var response = send(request, wire, head, wanted, ids.requestId(), body);
            status = response.status();
            outcome = response.outcome();
        } catch (UnavailableException e) {
            LOG.warn("dependency unavailable in the middle of a stream: {}", e.getMessage());
            outcome = ErrorCode.SERVICE_UNAVAILABLE.code();
            throw new ConnectionLostException(e);
        } catch (ConnectionLostException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            LOG.error("internal error in the middle of a response", e);
            outcome = ErrorCode.INTERNAL_ERROR.code();
            throw new ConnectionLostException(e);
        } finally {
            access.answered(template, method, status, outcome, System.nanoTime() - started);
            access.close();
        }
    }

    private record Ids(String requestId, Trace trace) {}

    /** The log lines of the request begin. On a public listener its id and its trace begin here too. */
    private Ids open(HttpFields headers, String template) {
        var theirs = Single.value(headers, RequestId.HEADER);
        var traceparent = Single.value(headers, Single.TRACEPARENT);
        boolean begins = authenticator.isPublic();
        var ids = new Ids(
                RequestId.of(begins ? Optional.empty() : theirs, RequestId.RANDOM),
                Trace.join(begins ? Optional.empty() : traceparent, RequestId.RANDOM));
        access.open(ids.requestId(), ids.trace(), template);
        if (begins) {
            access.client(theirs, traceparent);
        }
        return ids;
    }

    private Response response(
            Request request,
            ResponseFilter.RequestHead head,
            Routes.Match match,
            RequestOrigin origin,
            RequestBody body) {
        try {
            reader.requireFramed(request);
            reader.requireKnownHost(request, authenticator);
            var instead = api.filter()
                    .before(head, () -> Peer.of(request, settings.proxies()).address());
            if (instead.isPresent()) {
                return instead.get();
            }
            return switch (match) {
                case Routes.Match.NoRoute none -> Response.error(ErrorCode.ROUTE_NOT_FOUND);
                case Routes.Match.WrongMethod(String allow) ->
                    Response.error(ErrorCode.METHOD_NOT_ALLOWED).with(ALLOW, allow);
                case Routes.Match.Found found -> found(request, found, origin, body);
            };
        } catch (RefusedException e) {
            return e.answer();
        } catch (RequestBody.LateBodyException e) {
            access.limits().reached(ListenerLimit.BODY_TIME);
            return RequestReader.LATE;
        } catch (UnavailableException e) {
            WARNINGS.warn("dependency unavailable", e);
            return Response.unavailable(e.retryAfterSeconds());
        } catch (ConnectionLostException e) {
            throw e;
        } catch (Exception | Error e) {
            LOG.error("internal error", e);
            return Response.error(
                    ErrorCode.INTERNAL_ERROR, ErrorCode.INTERNAL_ERROR.message(origin.requestId()), List.of());
        }
    }

    private Response found(Request request, Routes.Match.Found found, RequestOrigin origin, RequestBody body) {
        check(found.route().access(), origin.principal());
        try {
            return work(found.route(), reader.exchange(request, found, origin, body));
        } catch (RequestBody.NoRoomException e) {
            return busy();
        } finally {
            body.release();
        }
    }

    private Response busy() {
        access.limits().reached(ListenerLimit.IN_FLIGHT);
        return Response.unavailable(BUSY_SECONDS);
    }

    private void check(Access required, Principal principal) {
        switch (authenticator.admit(required, principal)) {
            case ADMITTED -> {}
            case UNAUTHENTICATED ->
                throw new RefusedException(
                        Response.error(ErrorCode.UNAUTHENTICATED).with("WWW-Authenticate", "Bearer"));
            case PERMISSION_DENIED -> throw new RefusedException(Response.error(ErrorCode.PERMISSION_DENIED));
        }
    }

    private Response work(Route route, Exchange exchange) {
        if (!permits.tryAcquire()) {
            return busy();
        }
        try {
            var time = route.deadline().orElse(settings.timeouts().work());
            return Deadline.within(time, () -> inTime(route, exchange));
        } finally {
            permits.release();
        }
    }

    private Response inTime(Route route, Exchange exchange) {
        try {
            return route.handler().handle(exchange);
        } catch (UnavailableException e) {
            if (Deadline.nanosLeft() <= 0) {
                access.limits().reached(ListenerLimit.WORK_TIME);
            }
            throw e;
        }
    }

    /**
     * Sends a response, or that there is no room for it: a client may be slow to accept a large one.
     *
     * @return what was sent
     */
    private Response send(
            Request request,
            org.eclipse.jetty.server.Response wire,
            ResponseFilter.RequestHead head,
            Response wanted,
            String requestId,
            RequestBody body) {
        var completed = api.completed(head, wanted, requestId);
        if (completed.writer().isPresent() || completed.bytes().length <= RequestBody.SMALL) {
            send(request, wire, completed, requestId, body);
            return wanted;
        }
        if (!largeBodies.tryAcquire()) {
            var busy = busy();
            send(request, wire, api.completed(head, busy, requestId), requestId, body);
            return busy;
        }
        try {
            send(request, wire, completed, requestId, body);
            return wanted;
        } finally {
            largeBodies.release();
        }
    }

    private void send(
            Request request,
            org.eclipse.jetty.server.Response wire,
            Response response,
            String requestId,
            RequestBody body) {
        body.skip();
        boolean isStream = response.writer().isPresent();
        boolean isOld = reader.isOld(request);
        if (isOld && isHttp1(request)) {
            access.limits().reached(ListenerLimit.AGE);
        }
        boolean isEarlier = request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_0;
        boolean closes = draining || streams.isStopped() || !body.isDone() || isOld || isEarlier;
        sender.head(wire, response, requestId, closes && isHttp1(request));
        if (isStream && request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1) {
            // Also when the connection closes after it: in chunks, a client sees whether it got all.
            wire.getHeaders().put(HttpHeader.TRANSFER_ENCODING, HttpHeaderValue.CHUNKED.asString());
        }
        if (isStream && request.getMethod().equals("HEAD")) {
            sender.none(wire);
        } else if (isStream) {
            streams.send(wire, response.writer().orElseThrow());
        } else {
            sender.whole(wire, response.bytes());
            body.linger();
        }
    }

    private static boolean isHttp1(Request request) {
        return request.getConnectionMetaData().getHttpVersion().getVersion() < 20;
    }
}
