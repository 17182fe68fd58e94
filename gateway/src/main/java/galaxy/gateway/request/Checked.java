package galaxy.gateway.request;

import galaxy.sessions.Session;
import java.time.Duration;
import java.time.Instant;

/** Whether a request may be carried out. */
public sealed interface Checked {
    /**
     * It is of this session, and is not carried out a second time.
     *
     * @param session as it is now; the only source of the user
     */
    record Accepted(Session session, ClientRequest request) implements Checked {}

    /** Too many failed from this address, or the session has sent all that it may send in a minute. */
    record TooManyRequests() implements Checked {}

    /** It is dated too early or too far ahead. */
    record Stale(Instant serverTime) implements Checked {}

    /**
     * It may have been accepted where that is not remembered any more.
     *
     * @param leastIssuedAt from which it is accepted
     * @param retryAfter how long until it can be dated so
     */
    record TooEarly(Instant serverTime, Instant leastIssuedAt, Duration retryAfter) implements Checked {}

    /** It is for another deployment. */
    record AudienceMismatch() implements Checked {}

    /** There is no such session, or the signature is not of its device. */
    record SessionInvalid() implements Checked {}

    record SessionRevoked() implements Checked {}

    record SessionExpired() implements Checked {}

    /** The same bytes were accepted before. */
    record Replayed() implements Checked {}
}
