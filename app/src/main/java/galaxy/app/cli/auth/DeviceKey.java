package galaxy.app.cli.auth;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * A new key of Ed25519, as RFC 8032 has it.
 *
 * @param publicKey 32 bytes in base64url, 43 characters
 * @param privateKey 32 bytes in base64url, 43 characters; never sent
 */
record DeviceKey(String publicKey, String privateKey) {
    private static final int BYTES = 32;

    static DeviceKey draw() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new DeviceKey(
                    last(pair.getPublic().getEncoded()), last(pair.getPrivate().getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Both encodings of RFC 8410 end with the bytes of the key. */
    private static String last(byte[] encoded) {
        byte[] key = Arrays.copyOfRange(encoded, encoded.length - BYTES, encoded.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    /** Without the private key, which no log may have. */
    @Override
    public String toString() {
        return "DeviceKey[" + publicKey + "]";
    }
}
