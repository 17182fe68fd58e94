package galaxy.auth.mail;

import galaxy.kernel.CountryCode;
import java.time.Instant;
import java.util.Optional;

/**
 * A mail as it is stored: a commit of sign-in or of a session writes it, an instance sends it. No code is in it.
 *
 * @param id {@code <challenge or session id>.<n>}, which names its bucket too
 * @param to the address to send to: its domain is in ASCII; once it was not delivered, the digest of it
 * @param locale as the request gave it, to be looked up among the languages of the templates; empty for none
 * @param codeKey of a {@link MailKind#CODE} mail: the id of the key that its code is derived with
 * @param country from where the request came
 * @param at when it was requested
 * @param endsAt when it is of no use any more: the end of the code, or an hour later
 * @param delivery what became of it
 */
public record Mail(
        String id,
        MailKind kind,
        String to,
        String locale,
        Optional<String> codeKey,
        Optional<CountryCode> country,
        Instant at,
        Instant endsAt,
        Delivery delivery) {
    public enum State {
        /** To be sent at {@link Delivery#next}. */
        WAITING("waiting"),
        SENT("sent"),

        /** It could not be sent in time. */
        EXPIRED("expired"),

        /** The relay refused the recipient or the content for good. */
        DEAD("dead");

        private final String code;

        State(String code) {
            this.code = code;
        }

        /** As it is stored and counted. */
        public String code() {
            return code;
        }

        /** Whether it is listed as undelivered. */
        public boolean isUndelivered() {
            return this == EXPIRED || this == DEAD;
        }
    }

    /**
     * What became of a mail.
     *
     * @param tries how often it was sent or tried
     * @param next when it may be tried again; while an instance sends it, when another one may
     * @param reason of the last failure: command and reply of the relay, no address; empty for none
     */
    public record Delivery(State state, int tries, Instant next, String reason) {}

    /** A new mail, to be sent at once. */
    public static Mail of(
            String id,
            MailKind kind,
            String to,
            String locale,
            Optional<String> codeKey,
            Optional<CountryCode> country,
            Instant at,
            Instant endsAt) {
        return new Mail(id, kind, to, locale, codeKey, country, at, endsAt, new Delivery(State.WAITING, 0, at, ""));
    }

    public Mail with(Delivery next) {
        return new Mail(id, kind, to, locale, codeKey, country, at, endsAt, next);
    }

    /** The challenge or session that it belongs to. */
    public String subject() {
        return id.substring(0, id.indexOf('.'));
    }
}
