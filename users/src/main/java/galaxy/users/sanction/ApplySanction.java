package galaxy.users.sanction;

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
import galaxy.users.account.Operation;
import galaxy.users.account.Removal;
import galaxy.users.account.Sanction;
import galaxy.users.account.SanctionCode;
import galaxy.users.account.Scope;
import java.time.Instant;
import java.util.Optional;

/**
 * Applies a sanction. An equivalent one stays; another one of the same code is superseded.
 *
 * @param scope the code's own if it is absent
 * @param end in the future; a span begins now
 */
public record ApplySanction(SanctionCode code, Optional<Scope> scope, End end, ReasonCode reason, Actor actor)
        implements Command {
    public ApplySanction(
            SanctionCode code, Optional<Scope> scope, Optional<Instant> expiresAt, ReasonCode reason, Actor actor) {
        this(code, scope, End.of(expiresAt), reason, actor);
    }

    @Override
    public Decision decideCurrent(Account current, Instant now) {
        return switch (end.time(now, now)) {
            case Parsed.Invalid<Optional<Instant>>(String problem) -> Command.invalid(end.field("expires"), problem);
            case Parsed.Valid<Optional<Instant>>(Optional<Instant> expiresAt) -> apply(current, expiresAt, now);
        };
    }

    private Decision apply(Account current, Optional<Instant> expiresAt, Instant now) {
        Sanction applied = new Sanction(
                current.nextSeq(),
                current.sanctionCount().orElseThrow() + 1,
                code,
                scope.orElse(code.defaultScope()),
                reason,
                actor,
                now,
                expiresAt,
                Optional.empty());
        Optional<Sanction> before = ActiveRecords.find(current.sanctions(), code);
        if (before.filter(applied::isEquivalentTo).isPresent()) {
            return new Decision.Unchanged(current);
        }
        return Command.changed(
                now,
                current.edit(now).sanctioned(applied),
                new Change.OfSanction(Operation.APPLIED, applied),
                before.map(old -> old.removed(new Removal(now, actor, reason))).stream()
                        .toArray(HistoryEntry[]::new));
    }
}
