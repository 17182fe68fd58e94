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

    /** The account once it holds the claim of the name: the last step of a rename, whoever takes it. */
    public static Decision.Changed take(Account account, RaceName name, Instant now) {
        return new Decision.Changed(
                account.edit(Command.wholeMillis(now)).raceName(name).done(),
                List.of(new Change.Profile(Operation.UPDATED, name, Optional.empty())),
                List.of());
    }
}
