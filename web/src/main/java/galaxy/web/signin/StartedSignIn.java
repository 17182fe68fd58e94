package galaxy.web.signin;

/**
 * A sign-in that waits for its code.
 *
 * @param email as it was typed
 * @param secret of the cookie that the session will have: 32 bytes in base64url
 */
public record StartedSignIn(String challengeId, String email, String secret) {
    /** Without address and secret, which no log may have. */
    @Override
    public String toString() {
        return "StartedSignIn[" + challengeId + "]";
    }
}
