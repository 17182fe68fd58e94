package galaxy.store;

/** What it takes for a change to count as done. */
public enum Durability {
    /** The master has it, and on its disk if it is set up so. A replica that takes over may lack the last changes. */
    LOCAL,
    /** Replicas have it too, so that one of them can take over and nothing that was answered is lost. */
    REPLICATED
}
