package galaxy.users.account;

import galaxy.users.racename.RaceName;
import galaxy.users.sanction.SanctionCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The user takes another race name. */
public record ChangeProfile(RaceName raceName) implements Command {
    @Override
    public Decision decideCurrent(Account current, Instant now) {
        if (current.hasActive(SanctionCode.PROFILE_UPDATE_BLOCK, now)) {
            return Command.refused(new Refusal.ProfileUpdateBlocked());
        }
        return raceName.equals(current.raceName()) ? new Decision.Unchanged(current) : new Decision.Renames(raceName);
    }

    /**
     * The account once it holds the claim of the name: the last step of a rename, whoever takes it. What the clock has made
     * due by then comes first, as with every command.
     */
    public static Decision.Changed take(Account account, RaceName name, Instant now) {
        Instant time = Command.wholeMillis(now);
        Optional<Decision.Changed> due = Timeline.repair(account, time);
        Account current = due.map(Decision.Changed::next).orElse(account);
        var taken = new Decision.Changed(
                current.edit(time).raceName(name).done(),
                List.of(new Change.Profile(Operation.UPDATED, name, Optional.empty())),
                List.of());
        return due.map(taken::after).orElse(taken);
    }
}
