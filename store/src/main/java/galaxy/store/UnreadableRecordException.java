package galaxy.store;

/**
 * What is stored under a key is not what this version can read: the record is broken, and stays as it is. It names the kind of
 * the record and where it lies, and nothing that is stored or that an id may say, such as an e-mail address.
 */
public final class UnreadableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String kind;

    private UnreadableRecordException(String kind, String message, Throwable cause) {
        super(message);
        this.kind = kind;
        setStackTrace(cause.getStackTrace());
    }

    /** @param cause of which only the type and the place are kept: its message may quote the record */
    static UnreadableRecordException of(String key, Throwable cause) {
        int tag = key.indexOf('{');
        int end = key.indexOf("}:", tag);
        if (tag < 1 || end < 0) {
            return ofKind("a record", cause);
        }
        int id = key.indexOf(':', end + 2);
        String kind = key.substring(0, tag) + key.substring(end + 2, id < 0 ? key.length() : id);
        return new UnreadableRecordException(
                kind, kind + " in " + key.substring(tag, end + 1) + " cannot be read: " + type(cause), cause);
    }

    /** Of a record of which only the kind is known. */
    static UnreadableRecordException ofKind(String kind, Throwable cause) {
        return new UnreadableRecordException(kind, kind + " cannot be read: " + type(cause), cause);
    }

    private static String type(Throwable cause) {
        return cause.getClass().getSimpleName();
    }

    /** The service and the kind, as they stand in its key: {@code users:account}. */
    String kind() {
        return kind;
    }
}
