package galaxy.chassis.grpc;

import galaxy.chassis.identity.RequestOrigin;
import galaxy.chassis.telemetry.AccessLines;
import galaxy.chassis.telemetry.AccessLogMode;
import galaxy.chassis.telemetry.ListenerLimit;
import galaxy.chassis.telemetry.ListenerLimits;
import galaxy.chassis.telemetry.RpcMetrics;
import galaxy.contracts.RpcReason;
import io.grpc.Status;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.event.Level;

/** One log line and one count for each response. Holds the name of the method; never a message or metadata. */
final class RpcLog {
    private static final String TOO_LARGE = RpcReason.PAYLOAD_TOO_LARGE.name().toLowerCase(Locale.ROOT);

    private final AccessLines lines;
    private final RpcMetrics metrics;
    private final ListenerLimits limits;

    RpcLog(String service, RpcMetrics metrics, AccessLogMode mode) {
        this.lines = new AccessLines(service, Level.INFO, mode);
        this.metrics = metrics;
        this.limits = metrics.limits(service);
    }

    /** What a client that is no service has sent for its own logs and traces. */
    record Theirs(Optional<String> requestId, Optional<String> traceparent) {
        static final Theirs NONE = new Theirs(Optional.empty(), Optional.empty());
    }

    /** Counts what the limits of the listener refuse and end. */
    ListenerLimits limits() {
        return limits;
    }

    /** Runs a part of a call; lines logged meanwhile name the call. */
    void within(RequestOrigin call, Theirs theirs, String method, Runnable work) {
        lines.open(call.requestId(), call.trace(), method);
        lines.client(theirs.requestId(), theirs.traceparent());
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
        if (outcome.equals(TOO_LARGE)) {
            limits.reached(ListenerLimit.BODY_BYTES);
        }
        if (lines.includes(outcome, nanos)) {
            lines.answered(line -> line.addKeyValue("code", code.name()), outcome, nanos);
        }
    }
}
