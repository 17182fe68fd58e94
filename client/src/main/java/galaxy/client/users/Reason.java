package galaxy.client.users;

import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;

/** The reason for a command, and the actor who gives it. */
public record Reason(ReasonCode code, Actor actor) {}
