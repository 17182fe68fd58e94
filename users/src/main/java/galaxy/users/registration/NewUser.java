package galaxy.users.registration;

import galaxy.kernel.EmailAddress;
import galaxy.kernel.LanguageTag;
import galaxy.kernel.UserId;
import galaxy.users.account.Account;
import galaxy.users.account.TimeZoneName;
import galaxy.users.racename.CanonicalKey;
import galaxy.users.racename.RaceName;
import java.time.Instant;
import java.util.List;

/**
 * What a new user starts with.
 *
 * @param raceName generated
 * @param keys of the generated name
 */
public record NewUser(
        RaceName raceName,
        List<CanonicalKey> keys,
        LanguageTag preferredLanguage,
        TimeZoneName timeZone,
        Instant createdAt) {
    public Account account(UserId userId, EmailAddress email) {
        return Account.created(userId, email, raceName, preferredLanguage, timeZone, createdAt);
    }
}
