package galaxy.client.users;

import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import java.time.Instant;
import java.util.Optional;

/** One period of one plan. */
public record EntitlementPeriod(
        Plan plan,
        boolean isPaid,
        Source source,
        Actor actor,
        ReasonCode reason,
        Instant startsAt,
        Optional<Instant> endsAt,
        Instant createdAt,
        Optional<Removal> removal) {}
