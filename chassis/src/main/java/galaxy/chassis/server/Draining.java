package galaxy.chassis.server;

/** A listener that has its clients leave before it stops. */
public interface Draining {
    /**
     * Still serves everything, new connections too; those that are open learn that they end: by {@code Connection: close} with the next
     * response, or by {@code GOAWAY}.
     */
    void drain();
}
