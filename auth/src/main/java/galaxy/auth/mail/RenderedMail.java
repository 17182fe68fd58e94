package galaxy.auth.mail;

import java.time.Instant;
import java.util.Optional;

/**
 * A mail as a person reads it.
 *
 * @param id of the mail, the same at each try
 * @param to the address
 * @param text in lines that end with LF
 * @param html the same as a page of its own
 * @param code its digits, if there is a code in it
 * @param at when it was requested
 */
public record RenderedMail(
        String id,
        MailKind kind,
        String to,
        MailLanguage language,
        String subject,
        String text,
        String html,
        Optional<String> code,
        Instant at) {
    @Override
    public String toString() {
        return "RenderedMail[" + id + ", " + kind + "]";
    }
}
