package galaxy.client.users;

import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import java.time.Instant;
import java.util.Optional;

/**
 * The plan in force now.
 *
 * @param endsAt none for free and lifetime plans
 */
public record Entitlement(
        Plan plan,
        boolean isPaid,
        Source source,
        Actor actor,
        ReasonCode reason,
        Instant startsAt,
        Optional<Instant> endsAt,
        Instant updatedAt) {}
