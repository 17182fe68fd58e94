package galaxy.auth.mail;

import galaxy.kernel.Page;
import galaxy.kernel.WriteResult;
import java.time.Instant;
import java.util.Optional;

/**
 * The mails that wait to be sent. Commits of sign-in put them in; the work in the background visits each when it is due. Each
 * method is one atomic step and throws an unchecked exception when the store does not respond.
 */
public interface MailQueue {
    /** A mail as it was read. A write names it and happens only if the mail has not changed since. */
    interface MailSnapshot {
        Mail mail();
    }

    /** Empty for one that was never there or is forgotten. */
    Optional<MailSnapshot> read(String id);

    /**
     * Writes what became of a mail. One that waits becomes due at {@link Mail.Delivery#next}; one that is undelivered is
     * listed for seven days; one that was sent is forgotten after an hour.
     *
     * @return {@code CONFLICT} when another instance was faster
     */
    WriteResult write(MailSnapshot seen, Mail.Delivery next);

    /**
     * A mail that was not delivered.
     *
     * @param toDigest of the address, never the address
     * @param reason of the last failure
     */
    record Undelivered(String mailId, MailKind kind, String toDigest, String reason, int tries, Instant failedAt) {}

    /** Mails that were not delivered, newest first; the key of a page is opaque. */
    Page<Undelivered, String> undelivered(Optional<String> after, int size);
}
