package galaxy.client.auth;

import java.time.Duration;

/** The result of a request for a code. It does not say whether a user has the address. */
public sealed interface SendResult {
    /**
     * A mail with the code is on its way.
     *
     * @param challengeId what the code is confirmed with
     * @param expiresIn until the code cannot be used any more, whole seconds
     * @param resendIn until another mail may be sent, whole seconds
     * @param codeLength digits of the code
     */
    record Sent(ChallengeId challengeId, Duration expiresIn, Duration resendIn, int codeLength) implements SendResult {}

    /**
     * Nothing was sent: a limit of the mailbox or of the player's network.
     *
     * @param retryAfter until the next request may succeed, whole seconds
     */
    record Limited(Duration retryAfter) implements SendResult {}
}
