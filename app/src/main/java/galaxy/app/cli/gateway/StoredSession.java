package galaxy.app.cli.gateway;

import galaxy.client.gateway.PlayerSession;
import galaxy.kernel.UserId;

/** A session as its file has it. */
record StoredSession(PlayerSession session, UserId userId) {}
