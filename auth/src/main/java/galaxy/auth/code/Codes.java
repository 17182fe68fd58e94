package galaxy.auth.code;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The codes of challenges. A code is never stored: it is derived from a key and the id of its challenge, so that any instance
 * can send and compare it.
 */
public final class Codes {
    private static final String ALGORITHM = "HmacSHA256";

    private final List<CodeKey> keys;
    private final int digits;

    /**
     * @param keys newest first, at least one
     * @param digits of a code: 6 to 10
     */
    public Codes(List<CodeKey> keys, int digits) {
        this.keys = List.copyOf(keys);
        this.digits = digits;
    }

    /** The id of the key for new challenges. */
    public String newestKey() {
        return keys.getFirst().id();
    }

    public int digits() {
        return digits;
    }

    /** The digits of a challenge's code; empty when the key is not among those of this process. */
    public Optional<String> code(String keyId, String challengeId) {
        return keys.stream().filter(key -> key.id().equals(keyId)).findFirst().map(key -> derive(key, challengeId));
    }

    /** Compares a code with what a player typed, in a time that does not depend on where they differ. */
    public static boolean matches(String code, TypedCode typed) {
        return MessageDigest.isEqual(
                code.getBytes(StandardCharsets.US_ASCII), typed.digits().getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * The first of the big-endian words of HMAC-SHA-256 that is below the greatest multiple of 10^n, mod 10^n. So each code is
     * as likely as any other.
     */
    private String derive(CodeKey key, String challengeId) {
        long count = 1;
        for (int i = 0; i < digits; i++) {
            count *= 10;
        }
        // 2^64 - (2^64 mod count), as an unsigned number.
        long limit = -Long.remainderUnsigned(-count, count);
        for (int i = 0; ; i++) {
            ByteBuffer words = ByteBuffer.wrap(sign(key, "galaxy code v1\n" + challengeId + "\n" + i));
            while (words.hasRemaining()) {
                long word = words.getLong();
                if (Long.compareUnsigned(word, limit) < 0) {
                    String number = Long.toUnsignedString(Long.remainderUnsigned(word, count));
                    return "0".repeat(digits - number.length()) + number;
                }
            }
        }
    }

    private static byte[] sign(CodeKey key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.bytes(), ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
