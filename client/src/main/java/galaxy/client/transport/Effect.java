package galaxy.client.transport;

/** What carrying a request out does. */
public enum Effect {
    /** Nothing: it only reads. */
    NONE,

    /** Carried out twice, it has the effect of once. */
    REPEATABLE,

    /** Each time it is carried out it has an effect: it is sent again only when it surely did not arrive. */
    ONCE
}
