package galaxy.auth.mail;

import java.time.Duration;

/** Hears what becomes of mails: for metrics and the log. */
public interface MailReport {
    /** The relay has taken it, so long after it was requested. */
    void sent(MailKind kind, Duration waited);

    /** It will be tried again. */
    void retried(MailKind kind, String reason);

    /** It will not be tried again: {@link Mail.State#EXPIRED} or {@link Mail.State#DEAD}. */
    void undelivered(MailKind kind, Mail.State state, String reason);

    /** What was done for a mail failed otherwise, such as in the store; it is done again when the mail is due. */
    void failed(RuntimeException failure);
}
