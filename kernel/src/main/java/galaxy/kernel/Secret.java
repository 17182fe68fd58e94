package galaxy.kernel;

/**
 * A value that must never reach a log line, an error or a metric. {@link #toString()} hides it; {@link #reveal()} is
 * the one way to it, so that every use can be searched for.
 */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The value itself. Callers hand it to a peer that needs it and to nothing else. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "[secret]";
    }
}
