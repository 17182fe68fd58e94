package galaxy.models.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a request returns. */
public sealed interface Response {
    /** A code is on its way; both times in whole seconds, rounded up. */
    record Sent(String challengeId, Duration expiresIn, Duration resendIn) implements Response {}

    /** A limit of the mailbox; whole seconds, rounded up. */
    record Limited(Duration retryAfter) implements Response {}

    record SignedIn(String sessionId, String userId, boolean isCreated, Instant endsAt) implements Response {}

    record WrongCode(int attemptsLeft) implements Response {}

    record Expired() implements Response {}

    /** The last of the codes that are compared may be right, and is not decided yet. */
    record Undecided() implements Response {}

    record Blocked(Optional<String> userId, String reason) implements Response {}

    /** Sessions, newest first. */
    record Listed(List<Session> sessions) implements Response {
        public Listed {
            sessions = List.copyOf(sessions);
        }
    }

    /** One session, or none. */
    record Shown(Optional<Session> session) implements Response {}

    /** How many sessions the request ended. */
    record Revoked(int count) implements Response {}

    /** A block that is in force, and how many sessions ended with it. */
    record BlockedNow(boolean isNew, Optional<String> userId, int revoked) implements Response {}

    /** A request that says nothing more. */
    record Done() implements Response {}
}
