package galaxy.users.account;

/** The result of a command. */
public sealed interface Outcome {
    /** A result that is recorded under an idempotency key. */
    sealed interface Final extends Outcome {}

    /** The account after the command. */
    record Done(Account account) implements Final {}

    record Refused(Refusal refusal) implements Final {}

    record UnknownUser() implements Outcome {}

    /** The idempotency key was used with another request. */
    record KeyReused() implements Outcome {}
}
