package galaxy.chassis.grpc;

import galaxy.chassis.identity.RequestOrigin;
import galaxy.chassis.telemetry.AccessLines;
import galaxy.chassis.telemetry.AccessLogMode;
import galaxy.chassis.telemetry.RpcMetrics;
import io.grpc.Status;
import org.slf4j.event.Level;

/** One log line and one count for each response. Holds the name of the method; never a message or metadata. */
final class RpcLog {
    private final AccessLines lines;
    private final RpcMetrics metrics;

    RpcLog(String service, RpcMetrics metrics, AccessLogMode mode) {
        this.lines = new AccessLines(service, Level.INFO, mode);
        this.metrics = metrics;
    }

    /** Runs a part of a call; lines logged meanwhile name the call. */
    void within(RequestOrigin call, String method, Runnable work) {
        lines.open(call.requestId(), call.trace(), method);
        call.caller().ifPresent(caller -> lines.caller(caller.name()));
        try {
            work.run();
        } finally {
            lines.close();
        }
    }

    /** Writes the line and counts. */
    void answered(String method, Status.Code code, String outcome, long nanos) {
        metrics.answered(lines.service(), method, outcome, nanos);
        if (lines.includes(outcome, nanos)) {
            lines.answered(line -> line.addKeyValue("code", code.name()), outcome, nanos);
        }
    }
}
