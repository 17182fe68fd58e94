package galaxy.store;

/** What is stored under a key is not what this version can read: the record is broken, and stays as it is. */
public final class UnreadableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
