package galaxy.app.cli.auth;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.Parsed;
import galaxy.sessions.Credential;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

final class DeviceKeyTest {
    private static final byte[] REQUEST = {1, 2, 3};

    @Test
    void what_the_private_half_signs_the_public_half_verifies() throws GeneralSecurityException {
        DeviceKey key = DeviceKey.draw();
        Signature signing = Signature.getInstance("Ed25519");
        signing.initSign(KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, bytes(key.privateKey()))));
        signing.update(REQUEST);
        Signature verifying = Signature.getInstance("Ed25519");
        verifying.initVerify(publicKey(bytes(key.publicKey())));
        verifying.update(REQUEST);
        assertThat(verifying.verify(signing.sign())).isTrue();
    }

    @Test
    void is_a_credential_that_auth_takes_and_another_each_time() {
        DeviceKey key = DeviceKey.draw();
        assertThat(Credential.deviceKey(key.publicKey())).isInstanceOf(Parsed.Valid.class);
        assertThat(DeviceKey.draw()).isNotEqualTo(key);
    }

    @Test
    void has_no_private_half_in_its_text() {
        DeviceKey key = DeviceKey.draw();
        assertThat(key).asString().contains(key.publicKey()).doesNotContain(key.privateKey());
    }

    private static byte[] bytes(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    /** Little-endian, the highest bit is that of x (RFC 8032, 5.1.2). */
    private static PublicKey publicKey(byte[] encoded) throws GeneralSecurityException {
        byte[] y = new byte[encoded.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = encoded[encoded.length - 1 - i];
        }
        boolean isXOdd = (y[0] & 0x80) != 0;
        y[0] &= 0x7f;
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(
                        new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(isXOdd, new BigInteger(1, y))));
    }
}
