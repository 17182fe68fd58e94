package galaxy.users.entitlement;

import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import galaxy.users.account.Account;
import galaxy.users.account.Change;
import galaxy.users.account.Command;
import galaxy.users.account.Decision;
import galaxy.users.account.Entitlement;
import galaxy.users.account.Operation;
import galaxy.users.account.Plan;
import galaxy.users.account.Refusal;
import java.time.Instant;
import java.util.Optional;

/**
 * Gives paid access to a user who is free.
 *
 * @param startsAt never in the future; now if it is absent
 * @param endsAt in the future, for exactly the plans that end
 */
public record GrantPaid(
        Plan plan, Optional<Instant> startsAt, Optional<Instant> endsAt, Source source, ReasonCode reason, Actor actor)
        implements Command {
    public GrantPaid {
        startsAt = Command.wholeMillis(startsAt);
        endsAt = Command.wholeMillis(endsAt);
    }

    @Override
    public Decision decideCurrent(Account current, Instant now) {
        if (!plan.isPaid()) {
            return Command.invalid("plan_code", "must be a paid plan");
        }
        if (endsAt.isPresent() != plan.isFinite()) {
            return Command.invalid(
                    "ends_at", plan.isFinite() ? "is required for a plan that ends" : "is not for a lifetime plan");
        }
        if (endsAt.isPresent() && !endsAt.get().isAfter(now)) {
            return Command.invalid("ends_at", "must be in the future");
        }
        if (startsAt.isPresent() && startsAt.get().isAfter(now)) {
            return Command.invalid("starts_at", "must not be in the future");
        }
        if (current.entitlement().isPaid()) {
            return Command.refused(Refusal.Conflict.ALREADY_PAID);
        }
        Entitlement granted = new Entitlement(plan, source, actor, reason, startsAt.orElse(now), endsAt, now);
        return Command.changed(
                now,
                current.edit(now).entitlement(granted).numbered(),
                new Change.OfEntitlement(Operation.GRANTED, granted),
                granted.period(current.nextSeq()));
    }
}
