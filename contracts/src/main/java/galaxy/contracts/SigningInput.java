package galaxy.contracts;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a device key signs: the encoding of DSSE (Dead Simple Signing Envelope, protocol v1) of the bytes of a signed request,
 * {@code "DSSEv1" SP len(type) SP type SP len(bytes) SP bytes}. The type keeps the signature from being one of another protocol.
 */
public final class SigningInput {
    /** The type of signed requests. */
    public static final String TYPE = "application/vnd.galaxy.request.v1+proto";

    /** How long an Ed25519 signature is. */
    public static final int SIGNATURE_BYTES = 64;

    /** How long a signed request may be. */
    public static final int MOST_BYTES = 32_768;

    private SigningInput() {}

    /** The bytes to sign for the bytes of a request. */
    public static byte[] of(byte[] signedRequest) {
        String head = "DSSEv1 " + TYPE.length() + " " + TYPE + " " + signedRequest.length + " ";
        var input = new ByteArrayOutputStream(head.length() + signedRequest.length);
        input.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        input.writeBytes(signedRequest);
        return input.toByteArray();
    }
}
