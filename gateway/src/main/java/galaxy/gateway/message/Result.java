package galaxy.gateway.message;

/** A result in the encoding of its message type. */
public final class Result {
    private final byte[] bytes;

    /** @param bytes are not changed afterwards */
    public Result(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy. */
    public byte[] bytes() {
        return bytes.clone();
    }
}
