package galaxy.auth.memory;

import galaxy.auth.address.AddressBudgets;
import galaxy.auth.challenge.ChallengeStore;
import galaxy.auth.mail.MailQueue;
import galaxy.auth.session.SessionStore;
import java.util.function.Function;

/** Empty stores that share their content. Networks of this machine pay nothing to the budgets. */
public record Stores(
        ChallengeStore challenges,
        SessionStore sessions,
        MailQueue mails,
        Function<AddressBudgets.Rules, AddressBudgets> budgets) {}
