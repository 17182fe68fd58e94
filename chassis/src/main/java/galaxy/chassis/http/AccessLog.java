package galaxy.chassis.http;

import galaxy.chassis.telemetry.AccessLines;
import galaxy.chassis.telemetry.AccessLogMode;
import galaxy.chassis.telemetry.HttpMetrics;
import galaxy.chassis.telemetry.ListenerLimit;
import galaxy.chassis.telemetry.ListenerLimits;
import galaxy.chassis.telemetry.Trace;
import galaxy.contracts.ErrorCode;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.event.Level;

/** One log line and one count for each response. Holds the template of the route; never a path, query, header or body. */
final class AccessLog {
    static final String NO_ROUTE = "none";
    private static final Set<String> METHODS =
            Arrays.stream(Method.values()).map(Method::name).collect(Collectors.toUnmodifiableSet());

    private final AccessLines lines;
    private final HttpMetrics metrics;
    private final ListenerLimits limits;

    AccessLog(String service, HttpMetrics metrics, Level level, AccessLogMode mode) {
        this.lines = new AccessLines(service, level, mode);
        this.metrics = metrics;
        this.limits = metrics.limits(service);
    }

    /** Counts what the limits of the listener refuse and end. */
    ListenerLimits limits() {
        return limits;
    }

    /** From here on the log lines of this thread name the request. */
    void open(String requestId, Trace trace, String route) {
        lines.open(requestId, trace, route);
    }

    void client(Optional<String> requestId, Optional<String> traceparent) {
        lines.client(requestId, traceparent);
    }

    void caller(String name) {
        lines.caller(name);
    }

    /**
     * Writes the line and counts.
     *
     * @param status 0 when the connection broke before the response was sent
     */
    void answered(String route, String method, int status, String outcome, long nanos) {
        var named = method.equals("HEAD") || METHODS.contains(method) ? method : "other";
        metrics.answered(lines.service(), route, named, outcome, nanos);
        if (outcome.equals(ErrorCode.PAYLOAD_TOO_LARGE.code())) {
            limits.reached(ListenerLimit.BODY_BYTES);
        }
        if (lines.includes(outcome, nanos)) {
            lines.answered(line -> line.addKeyValue("method", named).addKeyValue("status", status), outcome, nanos);
        }
    }

    void close() {
        lines.close();
    }
}
