package galaxy.chassis.identity;

import galaxy.chassis.telemetry.Trace;
import galaxy.contracts.MutationSource;
import galaxy.kernel.Cause;
import java.util.Optional;

/** Where a request comes from, over HTTP or gRPC; part of log lines and events. */
public record RequestOrigin(String requestId, Trace trace, Principal principal) {
    public Optional<Caller> caller() {
        return principal.caller();
    }

    /** The request as the cause of a change. */
    public Cause cause(MutationSource source) {
        return new Cause(
                source.code(), caller().map(Caller::name), Optional.of(requestId), Optional.of(trace.traceparent()));
    }
}
