package galaxy.client;

import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;

/** Why something is done, and who does it: what every command is asked for. */
public record Why(ReasonCode reason, Actor actor) {}
