package galaxy.gateway.request;

import java.time.Duration;

/** What operators learn of checks. */
public interface CheckReport {
    /** A signature was verified. */
    void verified(boolean isRight, Duration took);

    /**
     * The guard has replied.
     *
     * @param reply {@code ok}, {@code too_early}, {@code replayed} or {@code too_many}
     */
    void guarded(String reply);
}
