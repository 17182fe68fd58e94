package galaxy.users.profile;

import galaxy.users.account.Account;
import galaxy.users.account.Command;
import galaxy.users.account.Decision;
import galaxy.users.racename.RaceName;
import java.time.Instant;

/** The user takes another race name. */
public record ChangeProfile(RaceName raceName) implements Command {
    @Override
    public Decision decideCurrent(Account current, Instant now) {
        if (raceName.equals(current.raceName())) {
            return new Decision.Unchanged(current);
        }
        return SelfService.refusal(current, now).map(Command::refused).orElseGet(() -> new Decision.Renames(raceName));
    }
}
