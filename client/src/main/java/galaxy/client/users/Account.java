package galaxy.client.users;

import galaxy.kernel.EmailAddress;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The current state of one user.
 *
 * @param preferredLanguage a BCP 47 tag, such as {@code pt-BR}
 * @param timeZone an IANA zone name
 * @param declaredCountry an ISO 3166-1 alpha-2 code; empty until the first sync
 * @param sanctions those in force
 * @param overrides the user's own limits in force
 * @param limits all limits as they apply now
 */
public record Account(
        UserId userId,
        EmailAddress email,
        String raceName,
        String preferredLanguage,
        String timeZone,
        Optional<String> declaredCountry,
        Entitlement entitlement,
        List<Sanction> sanctions,
        List<LimitOverride> overrides,
        List<EffectiveLimit> limits,
        Instant createdAt,
        Instant updatedAt) {
    public Account {
        sanctions = List.copyOf(sanctions);
        overrides = List.copyOf(overrides);
        limits = List.copyOf(limits);
    }
}
