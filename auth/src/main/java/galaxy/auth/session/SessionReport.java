package galaxy.auth.session;

import java.time.Duration;

/** Hears what becomes of sessions: for metrics. */
public interface SessionReport {
    /** @param kind of the credential */
    @SuppressWarnings("MissingSummary")
    void created(String kind);

    /** @param cause as the record of the session has it */
    @SuppressWarnings("MissingSummary")
    void ended(String cause);

    /** A block has ended the sessions of a user so long after it was announced. */
    void revokedAfter(Duration lag);

    /** An event that cannot be read was passed over. */
    void unreadableEvent(String why);
}
