package galaxy.gateway.stream;

/** Where the notices of one stream go. */
public interface Outlet {
    /** Whether the client has read most of what was sent. */
    boolean isReady();

    /** Sends a notice, which is kept until the client reads it. Called while it is ready. */
    void send(Notice notice);
}
