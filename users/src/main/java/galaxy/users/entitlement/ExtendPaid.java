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
import galaxy.users.account.EntitlementPeriod;
import galaxy.users.account.Operation;
import galaxy.users.account.Refusal;
import java.time.Instant;
import java.util.Optional;

/**
 * Lets a finite paid plan end later. The snapshot keeps its start; the history gets a period from the old end to the new.
 *
 * @param end in the future, and later than the current end; a span begins at the current end, its months are counted from
 *     the day of the month on which the plan would end if every month had 31 days
 */
public record ExtendPaid(End end, Source source, ReasonCode reason, Actor actor) implements Command {
    public ExtendPaid(Instant endsAt, Source source, ReasonCode reason, Actor actor) {
        this(new End.At(endsAt), source, reason, actor);
    }

    @Override
    public Decision decideCurrent(Account current, Instant now) {
        Optional<Instant> oldEnd = current.entitlement().endsAt();
        Instant begin = oldEnd.orElse(now);
        int day = current.entitlement().anchorDay().orElseGet(() -> Span.dayOf(begin));
        return switch (end.time(begin, day, now)) {
            case Parsed.Invalid<Optional<Instant>>(String problem) -> Command.invalid(end.field("ends"), problem);
            case Parsed.Valid<Optional<Instant>>(Optional<Instant> endsAt) ->
                oldEnd.isEmpty()
                        ? Command.refused(Refusal.Conflict.NOTHING_TO_EXTEND)
                        : extend(current, oldEnd.get(), endsAt.orElseThrow(), day, now);
        };
    }

    private Decision extend(Account current, Instant oldEnd, Instant endsAt, int day, Instant now) {
        if (!endsAt.isAfter(oldEnd)) {
            return Command.refused(Refusal.Conflict.NOT_LATER_THAN_CURRENT_END);
        }
        Entitlement before = current.entitlement();
        Entitlement extended = new Entitlement(
                        before.plan(), source, actor, reason, before.startsAt(), Optional.of(endsAt), now)
                .anchored(end, day);
        return Command.changed(
                now,
                current.edit(now).entitlement(extended).numbered(),
                new Change.OfEntitlement(Operation.EXTENDED, extended),
                new EntitlementPeriod(
                        current.nextSeq(), before.plan(), source, actor, reason, oldEnd, Optional.of(endsAt), now));
    }
}
