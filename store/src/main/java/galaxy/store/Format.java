package galaxy.store;

/** How a kind of record is written down, in UTF-8 JSON. What {@link #write} makes, {@link #read} gives back equal. */
public interface Format<T> {
    byte[] write(T value);

    /**
     * Reads a value back.
     *
     * @param stored the bytes of a record
     * @param from where the value starts in them
     */
    T read(byte[] stored, int from);
}
