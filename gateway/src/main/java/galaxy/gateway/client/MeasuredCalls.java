package galaxy.gateway.client;

import galaxy.gateway.message.CallReport;
import galaxy.kernel.UnavailableException;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Reports how calls of one service end, and how long they take. */
record MeasuredCalls(String service, CallReport report) {
    /**
     * Calls.
     *
     * @param call throws {@link UnavailableException} when the service does not respond or cannot do it now
     * @param isDone whether the service has done what it was asked for; else it has refused that
     */
    <T> T measured(Supplier<T> call, Predicate<T> isDone) {
        long begin = System.nanoTime();
        String outcome = "error";
        try {
            T result = call.get();
            outcome = isDone.test(result) ? "ok" : "refused";
            return result;
        } catch (UnavailableException e) {
            outcome = "unavailable";
            throw e;
        } finally {
            report.called(service, outcome, Duration.ofNanos(System.nanoTime() - begin));
        }
    }
}
