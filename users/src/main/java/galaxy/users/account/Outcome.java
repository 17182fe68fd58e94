package galaxy.users.account;

/** What a caller is told of a command. */
public sealed interface Outcome {
    /** What the account itself decided. */
    sealed interface Final extends Outcome {}

    /** It is so. The account is as it read when the command was carried out. */
    record Done(Account account) implements Final {}

    record Refused(Refusal refusal) implements Final {}

    record UnknownUser() implements Outcome {}

    /** The idempotency key was used with another request. */
    record KeyReused() implements Outcome {}
}
