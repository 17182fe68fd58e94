package galaxy.gateway.message;

import java.time.Duration;

/** What operators learn of the calls of other services. */
@FunctionalInterface
public interface CallReport {
    /**
     * A service was called.
     *
     * @param service its name
     * @param outcome {@code ok}, {@code refused}, {@code unavailable} or {@code error}
     */
    void called(String service, String outcome, Duration took);
}
