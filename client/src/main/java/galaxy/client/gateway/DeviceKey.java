package galaxy.client.gateway;

import galaxy.kernel.Parsed;
import galaxy.kernel.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** A key of Ed25519 (RFC 8032) that stays on its device and signs the requests of one session. Safe for many threads. */
public final class DeviceKey {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ALGORITHM = "Ed25519";
    private static final String PUBLIC = "public_key";
    private static final String PRIVATE = "private_key";
    private static final int BYTES = 32;

    /** What RFC 8410 puts before the bytes of a public key. */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String publicKey;
    private final Secret privateKey;
    private final PrivateKey signing;

    private DeviceKey(String publicKey, Secret privateKey, PrivateKey signing) {
        this.publicKey = publicKey;
        this.privateKey = privateKey;
        this.signing = signing;
    }

    /** A new key. */
    public static DeviceKey generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            return new DeviceKey(
                    text(Arrays.copyOfRange(encoded, encoded.length - BYTES, encoded.length)),
                    Secret.of(text(seed)),
                    pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A key from its halves.
     *
     * @param publicKey 32 bytes in base64url, 43 characters
     * @param privateKey its 32 bytes likewise
     */
    public static Parsed<DeviceKey> of(String publicKey, Secret privateKey) {
        Optional<byte[]> known = bytes(publicKey);
        Optional<byte[]> seed = bytes(privateKey.reveal());
        if (known.isEmpty() || seed.isEmpty()) {
            return Parsed.invalid("must have two halves of 43 characters of base64url each");
        }
        try {
            KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
            var key = new DeviceKey(
                    publicKey,
                    privateKey,
                    keys.generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed.get())));
            var encoded = new ByteArrayOutputStream();
            encoded.writeBytes(X509);
            encoded.writeBytes(known.get());
            Signature verifying = Signature.getInstance(ALGORITHM);
            verifying.initVerify(keys.generatePublic(new X509EncodedKeySpec(encoded.toByteArray())));
            verifying.update(X509);
            if (verifying.verify(key.sign(X509))) {
                return Parsed.valid(key);
            }
        } catch (GeneralSecurityException e) {
            // A public half that is no point of the curve: it is not that of the private half.
        }
        return Parsed.invalid("must have two halves that belong together");
    }

    /**
     * The key in a file, a JSON object with {@code public_key} and {@code private_key}; other fields are left aside.
     *
     * @throws IOException if there is none, or if others can read it; the message never has the key
     */
    public static DeviceKey read(Path file) throws IOException {
        return parse(PrivateFile.read(file));
    }

    /**
     * The key in the content of such a file.
     *
     * @throws IOException if there is none
     */
    public static DeviceKey parse(String content) throws IOException {
        JsonNode fields;
        try {
            fields = JSON.readTree(content);
        } catch (JacksonException e) {
            throw new IOException("it is not JSON");
        }
        Parsed<DeviceKey> key = of(
                fields.path(PUBLIC).asString(""), Secret.of(fields.path(PRIVATE).asString("")));
        return switch (key) {
            case Parsed.Valid<DeviceKey>(DeviceKey valid) -> valid;
            case Parsed.Invalid<DeviceKey>(String rule) -> throw new IOException("its key " + rule);
        };
    }

    /**
     * Writes the key to a file that only its owner can read.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path named) throws IOException {
        try (PrivateFile file = PrivateFile.prepare(named)) {
            file.write(JsonNodeFactory.instance
                            .objectNode()
                            .put(PUBLIC, publicKey)
                            .put(PRIVATE, privateKey.reveal())
                            .toPrettyString()
                    + "\n");
        }
    }

    /** 32 bytes in base64url, 43 characters. */
    public String publicKey() {
        return publicKey;
    }

    /** 32 bytes in base64url, 43 characters; never sent. */
    public Secret privateKey() {
        return privateKey;
    }

    /** The signature of some bytes: 64 bytes. */
    public byte[] sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(signing);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    private static Optional<byte[]> bytes(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return bytes.length == BYTES && text(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Without the private half, which no log may have. */
    @Override
    public String toString() {
        return "DeviceKey[" + publicKey + "]";
    }
}
