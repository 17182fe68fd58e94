package galaxy.chassis.telemetry;

import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What a door writes of the requests it answers: who and which on every log line of the request's thread, and one line
 * of its own for the answer.
 */
public final class AccessLines {
    private static final Logger LOG = LoggerFactory.getLogger("galaxy.access");

    private final String service;
    private final Level level;

    public AccessLines(String service, Level level) {
        this.service = service;
        this.level = level;
    }

    public String service() {
        return service;
    }

    /**
     * From here on this thread's log lines carry the request.
     *
     * @param route what was asked for, as the table of routes or methods calls it; nothing the caller wrote
     */
    public void open(String requestId, Trace trace, String route) {
        MDC.put("request_id", requestId);
        MDC.put("trace_id", trace.traceId());
        MDC.put("route", route);
    }

    /** From here on they carry the caller's name too. */
    public void caller(String name) {
        MDC.put("caller", name);
    }

    /**
     * Writes the line of an answer.
     *
     * @param particulars what only this kind of door can say of it
     * @param outcome {@code ok} or a stable error code
     */
    public void answered(UnaryOperator<LoggingEventBuilder> particulars, String outcome, long nanos) {
        particulars
                .apply(LOG.atLevel(level).addKeyValue("service", service))
                .addKeyValue("outcome", outcome)
                .addKeyValue("duration_ms", Math.round(nanos / 1e3) / 1e3)
                .log("request answered");
    }

    /** From here on this thread's log lines carry nothing. */
    public void close() {
        MDC.clear();
    }
}
