package galaxy.geoprofile.sync;

import java.time.Duration;

/** Hears of what is sent to users, for metrics and the log. */
public interface SyncReport {
    /**
     * An attempt has ended.
     *
     * @param outcome {@code acknowledged}, {@code refused} or {@code unknown}
     */
    void sent(String outcome, Duration took);

    /** The country of a user was changed at users by a request that belongs to no version. */
    void drift();

    /** Events were lost: changes in them were not seen. */
    void lostEvents();

    /** An event was passed over. */
    void unreadableEvent(String problem);
}
