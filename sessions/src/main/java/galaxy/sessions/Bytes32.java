package galaxy.sessions;

import java.util.Base64;
import java.util.Optional;

/** 32 bytes as 43 characters of base64url without padding. */
final class Bytes32 {
    private static final int BYTES = 32;

    private Bytes32() {}

    /** Only the one text that encodes the bytes. */
    static Optional<byte[]> parse(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return bytes.length == BYTES && text(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
