package galaxy.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.contracts.SigningInput;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;

/** The worked vector of the contract, and what is not a signature of it. */
final class SignedBytesTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] REQUEST = HEX.parseHex(
            "0a1e6476735f3031323334353637383961626364656667686a6b6d6e707172731213757365722e70726f66696c652e757064"
                    + "6174651a057265712d312080d9c3e6ab332a0c0a0a4e6f76612050696c6f74");
    private static final byte[] SIGNATURE =
            HEX.parseHex("4e42a581863ad7453eb25c56b135ad3c394f59dcad561ceacc72ab604ea6127b"
                    + "348bf77e617c44c91bbea55ebf1244180bac4c5b70be3c7f312370aabc071308");
    private static final Credential KEY = new Credential(
            Credential.ED25519,
            Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(HEX.parseHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")));

    private static boolean isSigned(byte[] request, byte[] signature) {
        return SignedBytes.of(request, signature).orElseThrow().isSignedBy(KEY);
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] other = bytes.clone();
        other[bit / 8] ^= (byte) (1 << (bit % 8));
        return other;
    }

    @Test
    void the_worked_vector_is_signed_and_has_its_replay_id() {
        assertThat(isSigned(REQUEST, SIGNATURE)).isTrue();
        assertThat(SignedBytes.of(REQUEST, SIGNATURE).orElseThrow().replayId())
                .hasToString("a02c6ab1db1675db5e61593d1c148914");
    }

    @Test
    void no_bit_of_the_request_or_of_the_signature_can_differ() {
        for (int bit = 0; bit < 8 * REQUEST.length; bit++) {
            assertThat(isSigned(flipped(REQUEST, bit), SIGNATURE)).isFalse();
        }
        for (int bit = 0; bit < 8 * SIGNATURE.length; bit++) {
            assertThat(isSigned(REQUEST, flipped(SIGNATURE, bit))).isFalse();
        }
    }

    @Test
    void a_signature_over_the_bytes_alone_is_not_one_of_a_request() {
        byte[] secret = HEX.parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        byte[] bare = new byte[64];
        Ed25519.sign(secret, 0, REQUEST, 0, REQUEST.length, bare, 0);
        assertThat(isSigned(REQUEST, bare)).isFalse();
        byte[] right = new byte[64];
        byte[] input = SigningInput.of(REQUEST);
        Ed25519.sign(secret, 0, input, 0, input.length, right, 0);
        assertThat(right).isEqualTo(SIGNATURE);
    }

    @Test
    void the_same_request_with_another_signature_has_the_same_replay_id() {
        ReplayId id = SignedBytes.of(REQUEST, SIGNATURE).orElseThrow().replayId();
        assertThat(SignedBytes.of(REQUEST, new byte[64]).orElseThrow().replayId())
                .isEqualTo(id);
        assertThat(SignedBytes.of(flipped(REQUEST, 0), SIGNATURE).orElseThrow().replayId())
                .isNotEqualTo(id);
    }

    @Test
    void only_a_device_key_signs() {
        assertThat(SignedBytes.of(REQUEST, SIGNATURE)
                        .orElseThrow()
                        .isSignedBy(new Credential(Credential.COOKIE, KEY.key())))
                .isFalse();
        assertThat(SignedBytes.of(REQUEST, SIGNATURE)
                        .orElseThrow()
                        .isSignedBy(new Credential(Credential.ED25519, "broken")))
                .isFalse();
    }

    @Test
    void a_request_has_1_to_32768_bytes_and_a_signature_64() {
        assertThat(SignedBytes.of(new byte[0], SIGNATURE)).isEmpty();
        assertThat(SignedBytes.of(new byte[1], SIGNATURE)).isPresent();
        assertThat(SignedBytes.of(new byte[32_768], SIGNATURE)).isPresent();
        assertThat(SignedBytes.of(new byte[32_769], SIGNATURE)).isEmpty();
        assertThat(SignedBytes.of(REQUEST, Arrays.copyOf(SIGNATURE, 63))).isEqualTo(Optional.empty());
        assertThat(SignedBytes.of(REQUEST, Arrays.copyOf(SIGNATURE, 65))).isEmpty();
    }
}
