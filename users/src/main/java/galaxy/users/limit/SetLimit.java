package galaxy.users.limit;

import galaxy.kernel.Actor;
import galaxy.kernel.End;
import galaxy.kernel.Parsed;
import galaxy.kernel.ReasonCode;
import galaxy.users.account.Account;
import galaxy.users.account.ActiveRecords;
import galaxy.users.account.Change;
import galaxy.users.account.Command;
import galaxy.users.account.Decision;
import galaxy.users.account.HistoryEntry;
import galaxy.users.account.LimitCode;
import galaxy.users.account.LimitOverride;
import galaxy.users.account.LimitValue;
import galaxy.users.account.Operation;
import galaxy.users.account.Removal;
import java.time.Instant;
import java.util.Optional;

/**
 * Sets an override of a limit. An equivalent one stays; another one of the same code is superseded.
 *
 * @param end in the future; a span begins now
 */
public record SetLimit(LimitCode code, LimitValue value, End end, ReasonCode reason, Actor actor) implements Command {
    public SetLimit(LimitCode code, LimitValue value, Optional<Instant> expiresAt, ReasonCode reason, Actor actor) {
        this(code, value, End.of(expiresAt), reason, actor);
    }

    @Override
    public Decision decideCurrent(Account current, Instant now) {
        return switch (end.time(now, now)) {
            case Parsed.Invalid<Optional<Instant>>(String problem) -> Command.invalid(end.field("expires"), problem);
            case Parsed.Valid<Optional<Instant>>(Optional<Instant> expiresAt) -> set(current, expiresAt, now);
        };
    }

    private Decision set(Account current, Optional<Instant> expiresAt, Instant now) {
        LimitOverride set =
                new LimitOverride(current.nextSeq(), code, value, reason, actor, now, expiresAt, Optional.empty());
        Optional<LimitOverride> before = ActiveRecords.find(current.limits(), code);
        if (before.filter(set::isEquivalentTo).isPresent()) {
            return new Decision.Unchanged(current);
        }
        return Command.changed(
                now,
                current.edit(now)
                        .limits(ActiveRecords.with(current.limits(), set))
                        .numbered(),
                new Change.OfLimit(Operation.SET, set),
                before.map(old -> old.removed(new Removal(now, actor, reason))).stream()
                        .toArray(HistoryEntry[]::new));
    }
}
