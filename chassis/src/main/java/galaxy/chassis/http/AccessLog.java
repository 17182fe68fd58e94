package galaxy.chassis.http;

import galaxy.chassis.telemetry.HttpMetrics;
import galaxy.chassis.telemetry.Trace;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/** One line and one count for each answer. Knows routes by their template; no path, query, header or body comes here. */
final class AccessLog {
    static final String NO_ROUTE = "none";
    private static final Logger LOG = LoggerFactory.getLogger("galaxy.access");
    private static final Set<String> METHODS =
            Arrays.stream(Method.values()).map(Method::name).collect(Collectors.toUnmodifiableSet());

    private final String service;
    private final HttpMetrics metrics;
    private final Level level;

    AccessLog(String service, HttpMetrics metrics, Level level) {
        this.service = service;
        this.metrics = metrics;
        this.level = level;
    }

    /** From here on this thread's log lines carry the request. */
    void open(String requestId, Trace trace, String route) {
        MDC.put("request_id", requestId);
        MDC.put("trace_id", trace.traceId());
        MDC.put("route", route);
    }

    void caller(String name) {
        MDC.put("caller", name);
    }

    /**
     * Writes the line and counts.
     *
     * @param status 0 when the connection broke before an answer could be sent
     */
    void answered(String route, String method, int status, String outcome, long nanos) {
        var named = method.equals("HEAD") || METHODS.contains(method) ? method : "other";
        metrics.answered(service, route, named, outcome, nanos);
        LOG.atLevel(level)
                .addKeyValue("service", service)
                .addKeyValue("method", named)
                .addKeyValue("status", status)
                .addKeyValue("outcome", outcome)
                .addKeyValue("duration_ms", Math.round(nanos / 1e3) / 1e3)
                .log("request answered");
    }

    void close() {
        MDC.clear();
    }
}
