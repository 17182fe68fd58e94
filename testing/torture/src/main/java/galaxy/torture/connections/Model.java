package galaxy.torture.connections;

/**
 * What a thing of the service would be, if one was served after another.
 *
 * @param <M> the model itself
 */
interface Model<M> {
    M copy();

    /** All of it: two that are equal answer the same for ever. */
    Object state();

    /** What of it can be seen at the end. */
    Object look();
}
