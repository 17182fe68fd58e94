package galaxy.gateway.grpc;

import galaxy.chassis.grpc.RpcErrors;
import galaxy.chassis.telemetry.RepeatedWarnings;
import galaxy.contracts.GatewayReason;
import galaxy.contracts.MessageType;
import galaxy.gateway.message.RequestReport;
import galaxy.kernel.Deadline;
import galaxy.kernel.UnavailableException;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call: how long it may take, what its failures are for the client, and what operators learn of it. */
final class TimedCall {
    static final Duration MOST = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(TimedCall.class);
    private static final RepeatedWarnings WARNINGS = new RepeatedWarnings(LOG);

    /** So that the client receives the response before it stops to wait. */
    private static final Duration RESPONSE = Duration.ofMillis(20);

    private final RequestReport report;
    private final long begin = System.nanoTime();
    private Optional<MessageType> type = Optional.empty();

    TimedCall(RequestReport report) {
        this.report = report;
    }

    /** The client asks for this. */
    void names(String messageType) {
        type = MessageType.of(messageType);
    }

    /** Works within 3 s or the deadline of the client, whichever is sooner. */
    <T> T inTime(Supplier<T> work) {
        Optional<Duration> clients = clientsTime();
        boolean isClients = clients.filter(time -> time.compareTo(MOST) < 0).isPresent();
        return counted(() -> Deadline.within(isClients ? clients.orElse(MOST) : MOST, () -> {
            try {
                return work.get();
            } catch (UnavailableException e) {
                if (isClients && Deadline.nanosLeft() <= 0) {
                    throw Errors.of(GatewayReason.DEADLINE_EXCEEDED);
                }
                throw e;
            }
        }));
    }

    /** Works as long as it takes. */
    <T> T counted(Supplier<T> work) {
        String outcome = GatewayReason.INTERNAL_ERROR.name();
        try {
            T result = work.get();
            outcome = "ok";
            return result;
        } catch (UnavailableException e) {
            WARNINGS.warn("dependency unavailable", e);
            outcome = GatewayReason.SERVICE_UNAVAILABLE.name();
            throw Errors.of(GatewayReason.SERVICE_UNAVAILABLE);
        } catch (StatusRuntimeException e) {
            outcome = RpcErrors.reason(e).orElse(e.getStatus().getCode().name());
            throw e;
        } finally {
            report.answered(type, outcome.toLowerCase(Locale.ROOT), Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    private static Optional<Duration> clientsTime() {
        io.grpc.@Nullable Deadline deadline = Context.current().getDeadline();
        return Optional.ofNullable(deadline)
                .map(end -> Duration.ofNanos(end.timeRemaining(TimeUnit.NANOSECONDS))
                        .minus(RESPONSE))
                .map(time -> time.isNegative() ? Duration.ZERO : time);
    }
}
