package galaxy.kernel;

/**
 * A command could not be brought to an end: rivals kept being faster, or the store did not confirm a change and the record
 * has moved on since, so that it may have happened. Asking again is safe, always with an idempotency key.
 */
public final class TryAgainException extends RuntimeException {
    public TryAgainException(String message) {
        super(message);
    }
}
