package galaxy.pages.cookie;

import galaxy.kernel.Parsed;
import galaxy.kernel.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Values that only the service can read and make: AES-256-GCM, each bound to what it is for. Safe for many threads. */
public final class SealingKey {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final SecretKeySpec key;
    private final RandomGenerator random;

    private SealingKey(byte[] key, RandomGenerator random) {
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    /**
     * The key that an operator has set.
     *
     * @param random of cryptographic strength
     */
    public static Parsed<SealingKey> parse(Secret base64, RandomGenerator random) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.reveal());
        } catch (IllegalArgumentException e) {
            bytes = new byte[0];
        }
        return bytes.length == KEY_BYTES
                ? Parsed.valid(new SealingKey(bytes, random))
                : Parsed.invalid("must be 32 bytes in base64");
    }

    /** A new key, as an operator would set it. */
    public static Secret draw(RandomGenerator random) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return Secret.of(Base64.getEncoder().encodeToString(bytes));
    }

    /** Makes a value of a text. It cannot be opened for another purpose, such as the name of another cookie. */
    public String seal(String purpose, String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = apply(Cipher.ENCRYPT_MODE, nonce, purpose, text.getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
        return TEXT.encodeToString(ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                .put(nonce)
                .put(sealed)
                .array());
    }

    /** The text, or nothing where the value was made for another purpose, with another key, or by another program. */
    public Optional<String> open(String purpose, String value) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(value);
            if (bytes.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
                return Optional.empty();
            }
            byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
            return apply(Cipher.DECRYPT_MODE, nonce, purpose, Arrays.copyOfRange(bytes, NONCE_BYTES, bytes.length))
                    .map(text -> new String(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<byte[]> apply(int mode, byte[] nonce, String purpose, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
            return Optional.of(cipher.doFinal(input));
        } catch (GeneralSecurityException e) {
            if (mode == Cipher.ENCRYPT_MODE) {
                throw new IllegalStateException("this JVM has no AES-GCM", e);
            }
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "SealingKey[secret]";
    }
}
