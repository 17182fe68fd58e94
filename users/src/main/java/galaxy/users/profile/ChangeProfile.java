package galaxy.users.profile;

import galaxy.users.account.Account;
import galaxy.users.account.Command;
import galaxy.users.account.Decision;
import galaxy.users.account.Refusal;
import galaxy.users.account.SanctionCode;
import galaxy.users.racename.RaceName;
import java.time.Instant;

/** The user takes another race name. */
public record ChangeProfile(RaceName raceName) implements Command {
    @Override
    public Decision decideCurrent(Account current, Instant now) {
        if (current.hasActive(SanctionCode.PROFILE_UPDATE_BLOCK, now)) {
            return Command.refused(new Refusal.ProfileUpdateBlocked());
        }
        return raceName.equals(current.raceName()) ? new Decision.Unchanged(current) : new Decision.Renames(raceName);
    }
}
