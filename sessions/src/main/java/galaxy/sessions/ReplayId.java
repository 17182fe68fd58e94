package galaxy.sessions;

import java.util.Arrays;
import java.util.HexFormat;

/** The first 16 bytes of the SHA-256 of a signed request. The signature is not part of it: one request can have several. */
public final class ReplayId {
    static final int BYTES = 16;

    private final byte[] bytes;

    ReplayId(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReplayId that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** In hexadecimal. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
