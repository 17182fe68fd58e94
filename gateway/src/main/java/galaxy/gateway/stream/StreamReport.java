package galaxy.gateway.stream;

/** What operators learn of streams. */
@FunctionalInterface
public interface StreamReport {
    /** Events could not be read; they are read again in a moment. */
    void failed(RuntimeException failure);
}
