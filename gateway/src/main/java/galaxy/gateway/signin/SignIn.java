package galaxy.gateway.signin;

import galaxy.contracts.ErrorCode;
import galaxy.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Sends and confirms codes.
 *
 * <p>Every method throws {@link galaxy.kernel.UnavailableException} when there is no response in time, or auth cannot do it
 * now.
 */
public interface SignIn {
    /**
     * A request for a code, as the player typed it.
     *
     * @param locale for the mail
     * @param again the challenge whose code is to be sent once more
     */
    record Send(String email, String locale, Optional<String> again) {
        /** Without the address. */
        @Override
        public String toString() {
            return "Send[locale=" + locale + "]";
        }
    }

    /**
     * A code as the player typed it, and what the session is to be.
     *
     * @param publicKey of the device, Ed25519: 32 bytes in base64url
     * @param timeZone of a new player
     */
    record Confirm(String challengeId, String code, String publicKey, String timeZone, Optional<String> deviceName) {
        /** Without the code. */
        @Override
        public String toString() {
            return "Confirm[timeZone=" + timeZone + "]";
        }
    }

    /** A mail is on its way; times in whole seconds. */
    record Sent(String challengeId, Duration expiresIn, Duration resendIn, int codeLength) {}

    /**
     * There is a session.
     *
     * @param isCreated whether this made the player
     * @param expiresAt when the session ends at the latest
     */
    record SignedIn(
            String sessionId,
            UserId userId,
            boolean isCreated,
            Instant expiresAt,
            Duration idleTimeout,
            Instant serverTime) {}

    /** The result of a request. */
    sealed interface Result<T> {
        record Done<T>(T value) implements Result<T> {}

        record Refused<T>(Rejection rejection) implements Result<T> {}
    }

    /**
     * What auth refuses, in its words.
     *
     * @param retryAfter how long to wait, if that helps
     * @param rateLimit the limit that was reached
     */
    record Rejection(
            ErrorCode code,
            String message,
            List<Problem> details,
            Optional<Duration> retryAfter,
            Optional<RateLimit> rateLimit) {
        public Rejection {
            details = List.copyOf(details);
        }
    }

    /** @param field of the request of the player */
    @SuppressWarnings("MissingSummary")
    record Problem(String field, String reason) {}

    /**
     * A limit, as headers have it.
     *
     * @param policy {@code "code";q=5;w=3600}
     * @param state {@code "code";r=0;t=900}
     */
    record RateLimit(String policy, String state) {}

    /** The request of which a call is a part. */
    record Context(String requestId, String traceparent) {}

    Result<Sent> send(Send request, ClientPlace from, Context context);

    Result<SignedIn> confirm(Confirm confirmation, ClientPlace from, Context context);
}
