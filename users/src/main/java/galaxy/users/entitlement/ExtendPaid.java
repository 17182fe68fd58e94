package galaxy.users.entitlement;

import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import galaxy.users.account.Account;
import galaxy.users.account.Change;
import galaxy.users.account.Command;
import galaxy.users.account.Decision;
import galaxy.users.account.Entitlement;
import galaxy.users.account.EntitlementPeriod;
import galaxy.users.account.Operation;
import galaxy.users.account.Refusal;
import java.time.Instant;
import java.util.Optional;

/**
 * Lets a finite paid plan end later. The snapshot keeps its start; the history gets a period from the old end to the new.
 *
 * @param endsAt in the future, and later than the current end
 */
public record ExtendPaid(Instant endsAt, Source source, ReasonCode reason, Actor actor) implements Command {
    public ExtendPaid {
        endsAt = Command.wholeMillis(endsAt);
    }

    @Override
    public Decision decideCurrent(Account current, Instant now) {
        if (!endsAt.isAfter(now)) {
            return Command.invalid("ends_at", "must be in the future");
        }
        Entitlement before = current.entitlement();
        Optional<Instant> oldEnd = before.endsAt();
        if (oldEnd.isEmpty()) {
            return Command.refused(Refusal.Conflict.NOTHING_TO_EXTEND);
        }
        if (!endsAt.isAfter(oldEnd.get())) {
            return Command.refused(Refusal.Conflict.NOT_LATER_THAN_CURRENT_END);
        }
        Entitlement extended =
                new Entitlement(before.plan(), source, actor, reason, before.startsAt(), Optional.of(endsAt), now);
        return Command.changed(
                now,
                current.edit(now).entitlement(extended).numbered(),
                new Change.OfEntitlement(Operation.EXTENDED, extended),
                new EntitlementPeriod(
                        current.nextSeq(),
                        before.plan(),
                        source,
                        actor,
                        reason,
                        oldEnd.get(),
                        Optional.of(endsAt),
                        now));
    }
}
