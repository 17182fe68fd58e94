package galaxy.client;

import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import java.time.Instant;

/** When, by whom and why something was ended before its time. */
public record Removal(Instant at, Actor by, ReasonCode reason) {}
