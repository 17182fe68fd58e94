package galaxy.users.profile;

import galaxy.kernel.LanguageTag;
import galaxy.users.account.Account;
import galaxy.users.account.Change;
import galaxy.users.account.Command;
import galaxy.users.account.Decision;
import galaxy.users.account.Operation;
import galaxy.users.account.Refusal;
import galaxy.users.account.TimeZoneName;
import java.time.Instant;
import java.util.Optional;

/** The user changes settings; what is absent stays as it is. */
public record ChangeSettings(Optional<LanguageTag> preferredLanguage, Optional<TimeZoneName> timeZone)
        implements Command {
    @Override
    public Decision decideCurrent(Account current, Instant now) {
        LanguageTag language = preferredLanguage.orElse(current.preferredLanguage());
        TimeZoneName zone = timeZone.orElse(current.timeZone());
        if (language.equals(current.preferredLanguage()) && zone.equals(current.timeZone())) {
            return new Decision.Unchanged(current);
        }
        Optional<Refusal> refusal = SelfService.refusal(current, now);
        if (refusal.isPresent()) {
            return Command.refused(refusal.get());
        }
        return Command.changed(
                now,
                current.edit(now).settings(language, zone),
                new Change.OfSettings(Operation.UPDATED, language, zone));
    }
}
