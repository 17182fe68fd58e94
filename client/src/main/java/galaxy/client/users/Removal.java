package galaxy.client.users;

import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import java.time.Instant;

/** When, by whom and why something was removed before its end. */
public record Removal(Instant at, Actor by, ReasonCode reason) {}
