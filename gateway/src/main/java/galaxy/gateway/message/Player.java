package galaxy.gateway.message;

import galaxy.kernel.UserId;
import galaxy.sessions.SessionId;

/**
 * Who asks.
 *
 * @param userId of the session record; never of a request
 */
public record Player(UserId userId, SessionId sessionId) {}
