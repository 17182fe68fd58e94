package galaxy.users.profile;

import galaxy.users.account.Account;
import galaxy.users.account.Refusal;
import galaxy.users.account.SanctionCode;
import java.time.Instant;
import java.util.Optional;

/** What users change themselves, and who may not: those for whom the marker {@code can_update_profile} is false. */
final class SelfService {
    private SelfService() {}

    /** Why the user may not change anything now. A request that changes nothing is never refused. */
    static Optional<Refusal> refusal(Account current, Instant now) {
        if (current.hasActive(SanctionCode.PROFILE_UPDATE_BLOCK, now)) {
            return Optional.of(new Refusal.ProfileUpdateBlocked());
        }
        return current.blockedBecause(now).map(reason -> new Refusal.LoginBlocked());
    }
}
