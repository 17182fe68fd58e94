package galaxy.bench;

import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A key that signs with little processor time, by the library with which the gateway verifies. */
final class DeviceKey {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] secret;
    private final byte[] known;

    private DeviceKey(byte[] secret, byte[] known) {
        this.secret = secret;
        this.known = known;
    }

    static DeviceKey fresh() {
        byte[] secret = new byte[Ed25519.SECRET_KEY_SIZE];
        byte[] known = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePrivateKey(RANDOM, secret);
        Ed25519.generatePublicKey(secret, 0, known, 0);
        return new DeviceKey(secret, known);
    }

    /** Its public half: 43 characters. */
    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(known);
    }

    byte[] sign(byte[] input) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(secret, 0, known, 0, null, input, 0, input.length, signature, 0);
        return signature;
    }
}
