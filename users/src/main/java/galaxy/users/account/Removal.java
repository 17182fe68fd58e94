package galaxy.users.account;

import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import java.time.Instant;

/** That a record was taken out of force before its time: when, by whom and why. One that expired has no removal. */
public record Removal(Instant at, Actor by, ReasonCode reason) {}
