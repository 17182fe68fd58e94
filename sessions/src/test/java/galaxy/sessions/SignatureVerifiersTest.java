package galaxy.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;

/** The verifier of Bouncy Castle, which is used, against that of the JDK, which is not: both say the same of everything. */
final class SignatureVerifiersTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] KEY_PREFIX = HEX.parseHex("302a300506032b6570032100");

    /** The order of the group, L. */
    private static final BigInteger ORDER =
            BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private final Random random = new Random(8032);

    private static boolean verifies(byte[] key, byte[] message, byte[] signature) {
        boolean used = Ed25519.verify(signature, 0, key, 0, message, 0, message.length);
        assertThat(verifiesInJdk(key, message, signature))
                .as("the JDK of key %s, message %s, signature %s", hex(key), hex(message), hex(signature))
                .isEqualTo(used);
        return used;
    }

    private static boolean verifiesInJdk(byte[] key, byte[] message, byte[] signature) {
        try {
            byte[] encoded = Arrays.copyOf(KEY_PREFIX, KEY_PREFIX.length + key.length);
            System.arraycopy(key, 0, encoded, KEY_PREFIX.length, key.length);
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    private static byte[] rawKey(KeyPair pair) {
        byte[] encoded = pair.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    }

    private byte[] bytes(int count) {
        byte[] some = new byte[count];
        random.nextBytes(some);
        return some;
    }

    /** A signature with another second half. */
    private static byte[] withScalar(byte[] signature, BigInteger scalar) {
        byte[] other = Arrays.copyOf(signature, 64);
        byte[] big = scalar.toByteArray();
        for (int i = 0; i < 32; i++) {
            int from = big.length - 1 - i;
            other[32 + i] = from < 0 ? 0 : big[from];
        }
        return other;
    }

    private static BigInteger scalar(byte[] signature) {
        byte[] big = new byte[32];
        for (int i = 0; i < 32; i++) {
            big[31 - i] = signature[32 + i];
        }
        return new BigInteger(1, big);
    }

    @Test
    void the_vectors_of_the_standard_verify() throws IOException {
        try (InputStream in = SignatureVerifiersTest.class.getResourceAsStream("rfc8032.txt")) {
            List<String> vectors = new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
            assertThat(vectors).hasSize(5).allSatisfy(line -> {
                String[] parts = line.split(" ", 3);
                byte[] message = parts[1].equals("-") ? new byte[0] : HEX.parseHex(parts[1]);
                assertThat(verifies(HEX.parseHex(parts[0]), message, HEX.parseHex(parts[2])))
                        .isTrue();
            });
        }
    }

    @Test
    void random_signatures_and_such_with_one_bit_changed() throws GeneralSecurityException {
        for (int i = 0; i < 300; i++) {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] key = rawKey(pair);
            byte[] message = bytes(random.nextInt(200));
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(pair.getPrivate());
            signer.update(message);
            byte[] signature = signer.sign();
            assertThat(verifies(key, message, signature)).isTrue();
            byte[] changed = signature.clone();
            changed[random.nextInt(64)] ^= (byte) (1 << random.nextInt(8));
            assertThat(verifies(key, message, changed)).isFalse();
            byte[] longer = Arrays.copyOf(message, message.length + 1);
            assertThat(verifies(key, longer, signature)).isFalse();
            assertThat(verifies(key, message, bytes(64))).isFalse();
        }
    }

    /** A second scalar for the same signature: RFC 8032, 5.1.7 refuses S that is not below L. */
    @Test
    void a_scalar_that_is_not_the_smallest_is_refused() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(pair.getPrivate());
        byte[] signature = signer.sign();
        BigInteger scalar = scalar(signature);
        assertThat(verifies(rawKey(pair), new byte[0], withScalar(signature, scalar)))
                .isTrue();
        for (BigInteger more = ORDER; scalar.add(more).bitLength() <= 256; more = more.add(ORDER)) {
            assertThat(verifies(rawKey(pair), new byte[0], withScalar(signature, scalar.add(more))))
                    .isFalse();
        }
    }

    /** Points of small order, encodings that are not canonical, and texts that are no point, as the first half. */
    @Test
    void a_hostile_first_half_is_refused() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] key = rawKey(pair);
        for (String point : List.of(
                "0100000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000080",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "0200000000000000000000000000000000000000000000000000000000000000")) {
            for (BigInteger scalar : List.of(BigInteger.ZERO, BigInteger.ONE, ORDER, ORDER.subtract(BigInteger.ONE))) {
                byte[] signature = withScalar(Arrays.copyOf(HEX.parseHex(point), 64), scalar);
                for (int i = 0; i < 4; i++) {
                    assertThat(verifies(key, bytes(i), signature)).isFalse();
                }
            }
        }
    }
}
