package galaxy.sessions;

import galaxy.contracts.SigningInput;
import galaxy.kernel.Sha256;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A signed request as it arrived: the bytes of the request, and the signature over them. */
public final class SignedBytes {
    private final byte[] request;
    private final byte[] signature;

    private SignedBytes(byte[] request, byte[] signature) {
        this.request = request;
        this.signature = signature;
    }

    /** Empty where one of both is not as long as it has to be. The arrays are not changed afterwards. */
    public static Optional<SignedBytes> of(byte[] request, byte[] signature) {
        boolean isComplete = request.length > 0
                && request.length <= SigningInput.MOST_BYTES
                && signature.length == SigningInput.SIGNATURE_BYTES;
        return isComplete ? Optional.of(new SignedBytes(request, signature)) : Optional.empty();
    }

    /**
     * Whether a device key has signed the request, by RFC 8032. The key was checked in full when the session began.
     *
     * @return false for every other kind of credential
     */
    public boolean isSignedBy(Credential credential) {
        if (!credential.kind().equals(Credential.ED25519)) {
            return false;
        }
        byte[] input = SigningInput.of(request);
        return Bytes32.parse(credential.key())
                .map(key -> Ed25519.verify(signature, 0, key, 0, input, 0, input.length))
                .orElse(false);
    }

    /** By which the request is recognised when it comes again. */
    public ReplayId replayId() {
        return new ReplayId(Arrays.copyOf(Sha256.of(request), ReplayId.BYTES));
    }
}
