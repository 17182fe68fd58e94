package galaxy.sessions;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers which signed requests were seen, and reads sessions. What was seen is lost with the server that remembers it; then
 * everything that may have been seen there is too early.
 *
 * <p>Every call throws {@link galaxy.kernel.UnavailableException} when the store does not respond.
 */
public interface ReplayGuard {
    /** A request may be dated so far ahead of the clock. */
    Duration FUTURE = Duration.ofSeconds(5);

    /** A request may be dated so far behind the clock. */
    Duration PAST = Duration.ofSeconds(60);

    /** How far the time from which requests are valid lies ahead: the future of a request, and a second between clocks. */
    Duration AHEAD = FUTURE.plusSeconds(1);

    /** How long a request is remembered: longer than it could be valid. */
    Duration REMEMBERED = Duration.ofSeconds(80);

    /**
     * A request whose signature is right.
     *
     * @param issuedAt as the client dated it, whole milliseconds
     * @param now by the clock of the caller, whole milliseconds
     */
    record Request(SessionId session, ReplayId id, Instant issuedAt, Instant now) {}

    /** What is known of a request. */
    sealed interface Verdict {
        /**
         * It is new, and counts as seen from now on.
         *
         * @param session as it was after that; empty if there is none
         */
        record Accepted(Optional<Session> session) implements Verdict {}

        /** The same bytes were accepted before. */
        record Replayed() implements Verdict {}

        /**
         * It may have been seen where that is not remembered any more.
         *
         * @param validFrom requests dated after this time are not
         */
        record TooEarly(Instant validFrom) implements Verdict {}

        /** The session has sent all that it may send in a minute. */
        record TooMany() implements Verdict {}
    }

    /** Accepts a request once, in one round trip. */
    Verdict accept(Request request);

    /** A session as it is now. */
    Optional<Session> find(SessionId id);
}
