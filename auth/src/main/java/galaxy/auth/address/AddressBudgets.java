package galaxy.auth.address;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Budgets that fill up again evenly: of networks, and of all mails together. They may be lost, which gives a little more. */
public interface AddressBudgets {
    /** What a network pays for. */
    enum Use {
        SEND("send"),
        CONFIRM("confirm");

        private final String code;

        Use(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /**
     * How many there are.
     *
     * @param sends of codes from one network an hour
     * @param confirms likewise
     * @param mailsAMinute to all addresses
     */
    record Rules(int sends, int confirms, int mailsAMinute) {}

    /** One that was taken, to be given back; it does not show the address. */
    record Taken(Use use, String narrow, String wide) {}

    /** The result of taking one. */
    sealed interface Take {
        record Done(Optional<Taken> taken) implements Take {}

        record Empty(Duration retryAfter) implements Take {}
    }

    /** Takes one from the budgets of a client's networks, or from none. An exempt client takes nothing. */
    Take take(Use use, ClientInfo client, Instant now);

    void giveBack(List<Taken> taken, Instant now);

    /** Takes one from the budget of all mails; empty when it was done. */
    Optional<Duration> takeMail(Instant now);
}
