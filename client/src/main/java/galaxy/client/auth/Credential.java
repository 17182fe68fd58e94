package galaxy.client.auth;

/** What a session is used with. Its secret half never reaches auth. */
public sealed interface Credential {
    /**
     * A key of a device, which signs each request.
     *
     * @param publicKey of Ed25519: 32 bytes in base64url without padding, 43 characters
     */
    record DeviceKey(String publicKey) implements Credential {}

    /**
     * The secret of a cookie.
     *
     * @param secretSha256 SHA-256 of its 32 random bytes, in base64url without padding: 43 characters
     */
    record Cookie(String secretSha256) implements Credential {}
}
