package galaxy.chassis.telemetry;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What a listener logs of requests: caller and request on every log line of the request's thread, and one line for the
 * response.
 */
public final class AccessLines {
    private static final Logger LOG = LoggerFactory.getLogger(Logging.ACCESS);

    private final String service;
    private final Level level;
    private final AccessLogMode mode;

    /** @param level of requests that succeed; the others are at {@code INFO} */
    public AccessLines(String service, Level level, AccessLogMode mode) {
        this.service = service;
        this.level = level;
        this.mode = mode;
    }

    public String service() {
        return service;
    }

    /**
     * From here on the log lines of this thread name the request.
     *
     * @param route its name in the table of routes or methods; never text of the caller
     */
    public void open(String requestId, Trace trace, String route) {
        MDC.put("request_id", requestId);
        MDC.put("trace_id", trace.traceId());
        MDC.put("route", route);
    }

    /** From here on they have the request id and the trace of a client that is no service, where these are well-formed. */
    public void client(Optional<String> requestId, Optional<String> traceparent) {
        requestId.filter(RequestId::isWellFormed).ifPresent(id -> MDC.put("client_request_id", id));
        traceparent.flatMap(Trace::idOf).ifPresent(id -> MDC.put("client_trace_id", id));
    }

    /** From here on they name the caller too. */
    public void caller(String name) {
        MDC.put("caller", name);
    }

    /**
     * Whether a request has a line.
     *
     * @param outcome {@code ok} or a stable error code
     */
    public boolean includes(String outcome, long nanos) {
        return mode.includes(isFailure(outcome), nanos);
    }

    private static boolean isFailure(String outcome) {
        return !outcome.equals("ok");
    }

    /**
     * Writes the line of a response.
     *
     * @param particulars fields that only this kind of listener has
     * @param outcome {@code ok} or a stable error code
     */
    public void answered(UnaryOperator<LoggingEventBuilder> particulars, String outcome, long nanos) {
        particulars
                .apply(LOG.atLevel(isFailure(outcome) ? Level.INFO : level).addKeyValue("service", service))
                .addKeyValue("outcome", outcome)
                .addKeyValue("duration_ms", Math.round(nanos / 1e3) / 1e3)
                .log("request answered");
    }

    /** From here on the log lines of this thread name no request. */
    public void close() {
        MDC.clear();
    }
}
