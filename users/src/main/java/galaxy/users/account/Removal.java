package galaxy.users.account;

import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import java.time.Instant;

/** When, by whom and why a record was removed. A record that expired has no removal. */
public record Removal(Instant at, Actor by, ReasonCode reason) {}
