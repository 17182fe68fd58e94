package galaxy.users.account;

/**
 * The store did not confirm a change and the account has moved on since: it may have happened. Read the account before
 * asking again; with an idempotency key, asking again is always safe.
 */
public final class OutcomeUnknownException extends RuntimeException {
    public OutcomeUnknownException() {
        super("the store did not confirm the change; it may have happened");
    }
}
