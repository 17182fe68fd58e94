package galaxy.gateway.request;

/** What a request says beside its type: an encoded message. */
public final class Payload {
    private final byte[] bytes;

    /** @param bytes are not changed afterwards */
    public Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy. */
    public byte[] bytes() {
        return bytes.clone();
    }
}
