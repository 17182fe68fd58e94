package galaxy.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.Parsed;
import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CredentialTest {
    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String hex(String hex) {
        return base64(HexFormat.of().parseHex(hex));
    }

    @Test
    void a_key_of_the_jdk_is_a_device_key() throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("Ed25519");
        for (int i = 0; i < 50; i++) {
            byte[] encoded = keys.generateKeyPair().getPublic().getEncoded();
            String text = base64(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
            assertThat(Credential.deviceKey(text)).isEqualTo(Parsed.valid(new Credential("ed25519", text)));
        }
    }

    /** The keys of RFC 8032, 7.1. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
                "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"
            })
    void the_keys_of_the_standard_are_valid(String hex) {
        assertThat(Credential.deviceKey(hex(hex))).isInstanceOf(Parsed.Valid.class);
    }

    /** The eight points of small order, encodings that are not canonical, and texts that are no point. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "0200000000000000000000000000000000000000000000000000000000000000"
            })
    void a_point_outside_of_the_group_or_none_is_refused(String hex) {
        assertThat(Credential.deviceKey(hex(hex))).isEqualTo(Parsed.invalid("is not a valid Ed25519 public key"));
    }

    /** A point of the prime order with one of order 8 added: it is on the curve, and not in the group. */
    @Test
    void a_point_of_mixed_order_is_refused() throws Exception {
        BigInteger p = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
        KeyPairGenerator keys = KeyPairGenerator.getInstance("Ed25519");
        EdECPublicKey key = (EdECPublicKey) keys.generateKeyPair().getPublic();
        // (x, y) + (0, -1) = (-x, -y): the point of order 2.
        BigInteger y = p.subtract(key.getPoint().getY());
        byte[] little = new byte[32];
        byte[] big = y.toByteArray();
        for (int i = 0; i < Math.min(32, big.length); i++) {
            little[i] = big[big.length - 1 - i];
        }
        if (!key.getPoint().isXOdd()) {
            little[31] |= (byte) 0x80;
        }
        assertThat(Credential.deviceKey(base64(little))).isInstanceOf(Parsed.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AAAA",
                "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
                "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo",
                "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURp",
                "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURoA"
            })
    void a_text_that_is_not_the_one_encoding_of_32_bytes_is_refused(String text) {
        var reason = Parsed.<Credential>invalid("must be 32 bytes in base64url without padding, 43 characters");
        assertThat(Credential.deviceKey(text)).isEqualTo(reason);
        assertThat(Credential.cookie(text)).isEqualTo(reason);
    }

    @Test
    void only_a_device_key_has_a_thumbprint() {
        String key = hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        assertThat(Credential.deviceKey(key).orElseThrow().thumbprint())
                .contains("If4x36FUomFia_hUBG_SJxt77UtqvkWqWId-9H-XIbk");
        assertThat(Credential.cookie(key).orElseThrow().thumbprint()).isEmpty();
    }
}
