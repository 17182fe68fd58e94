package galaxy.users.profile;

import galaxy.kernel.CountryCode;
import galaxy.users.account.Account;
import galaxy.users.account.Change;
import galaxy.users.account.Command;
import galaxy.users.account.Decision;
import java.time.Instant;
import java.util.Optional;

/** The geo service reports the country that is now in effect. Its history is not stored here. */
public record SyncCountry(CountryCode declaredCountry) implements Command {
    @Override
    public Decision decideCurrent(Account current, Instant now) {
        if (current.declaredCountry().equals(Optional.of(declaredCountry))) {
            return new Decision.Unchanged(current);
        }
        return Command.changed(
                now, current.edit(now).declaredCountry(declaredCountry), new Change.OfCountry(declaredCountry));
    }
}
