package galaxy.client.users;

import galaxy.kernel.EmailAddress;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a table of users shows of one.
 *
 * @param endsAt of the plan in force; empty for one without an end
 * @param declaredCountry an ISO 3166-1 alpha-2 code; empty until the first sync
 * @param sanctions those in force
 */
public record UserSummary(
        UserId userId,
        EmailAddress email,
        String raceName,
        Plan plan,
        boolean isPaid,
        Optional<Instant> endsAt,
        Optional<String> declaredCountry,
        List<SanctionCode> sanctions,
        Instant createdAt) {
    public UserSummary {
        sanctions = List.copyOf(sanctions);
    }
}
