package galaxy.kernel;

/**
 * A change could not be completed: other writers were faster each time, or the store did not confirm a write and the record
 * has changed since, so that the write may have happened. Repeating the request is safe, always with an idempotency key.
 */
public final class TryAgainException extends UnavailableException {
    public TryAgainException(String message) {
        super(message);
    }
}
