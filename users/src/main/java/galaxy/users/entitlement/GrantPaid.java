package galaxy.users.entitlement;

import galaxy.kernel.Actor;
import galaxy.kernel.End;
import galaxy.kernel.Parsed;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import galaxy.kernel.Span;
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
 * @param end in the future, for exactly the plans that end; a span begins with the plan
 */
public record GrantPaid(Plan plan, Optional<Instant> startsAt, End end, Source source, ReasonCode reason, Actor actor)
        implements Command {
    public GrantPaid {
        startsAt = Command.wholeMillis(startsAt);
    }

    public GrantPaid(
            Plan plan,
            Optional<Instant> startsAt,
            Optional<Instant> endsAt,
            Source source,
            ReasonCode reason,
            Actor actor) {
        this(plan, startsAt, End.of(endsAt), source, reason, actor);
    }

    @Override
    public Decision decideCurrent(Account current, Instant now) {
        if (!plan.isPaid()) {
            return Command.invalid("plan_code", "must be a paid plan");
        }
        if (end instanceof End.Never == plan.isFinite()) {
            return Command.invalid(
                    end.field("ends"),
                    plan.isFinite() ? "is required for a plan that ends" : "is not for a lifetime plan");
        }
        Instant start = startsAt.orElse(now);
        return switch (end.time(start, now)) {
            case Parsed.Invalid<Optional<Instant>>(String problem) -> Command.invalid(end.field("ends"), problem);
            case Parsed.Valid<Optional<Instant>>(Optional<Instant> endsAt) -> grant(current, start, endsAt, now);
        };
    }

    private Decision grant(Account current, Instant start, Optional<Instant> endsAt, Instant now) {
        if (startsAt.isPresent() && startsAt.get().isAfter(now)) {
            return Command.invalid("starts_at", "must not be in the future");
        }
        if (current.entitlement().isPaid()) {
            return Command.refused(Refusal.Conflict.ALREADY_PAID);
        }
        Entitlement granted =
                new Entitlement(plan, source, actor, reason, start, endsAt, now).anchored(end, Span.dayOf(start));
        return Command.changed(
                now,
                current.edit(now).entitlement(granted).numbered(),
                new Change.OfEntitlement(Operation.GRANTED, granted),
                granted.period(current.nextSeq()));
    }
}
