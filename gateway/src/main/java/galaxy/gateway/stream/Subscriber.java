package galaxy.gateway.stream;

import galaxy.sessions.Session;
import galaxy.sessions.SessionId;

/**
 * A device that follows what happens to its player.
 *
 * @param session as it was when the request was accepted
 * @param after the cursor of an earlier stream; empty if there was none
 */
public record Subscriber(SessionId id, Session session, String after) {}
