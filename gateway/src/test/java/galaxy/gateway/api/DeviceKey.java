package galaxy.gateway.api;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;

/** A key of a device, by the JDK. */
record DeviceKey(KeyPair pair) {
    private static final int PUBLIC_BYTES = 32;

    static DeviceKey fresh() {
        try {
            return new DeviceKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As sign-in takes it: the last 32 bytes of its X.509 encoding. */
    String publicKey() {
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] bare = Arrays.copyOfRange(encoded, encoded.length - PUBLIC_BYTES, encoded.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bare);
    }

    byte[] sign(byte[] input) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
