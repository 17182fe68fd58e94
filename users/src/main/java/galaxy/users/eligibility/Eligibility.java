package galaxy.users.eligibility;

import galaxy.users.account.Account;
import galaxy.users.account.ActiveRecords;
import galaxy.users.account.EmailBlock;
import galaxy.users.account.Entitlement;
import galaxy.users.account.LimitCode;
import galaxy.users.account.LimitOverride;
import galaxy.users.account.Sanction;
import galaxy.users.account.SanctionCode;
import galaxy.users.limit.EffectiveLimit;
import galaxy.users.limit.LimitCatalogue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the lobby needs to know about a user at an instant.
 *
 * @param sanctions the active ones that the lobby acts on, in the order of their codes
 * @param limits all limits that apply, in the order of their codes
 */
public record Eligibility(
        Entitlement entitlement, List<Sanction> sanctions, List<EffectiveLimit> limits, Markers markers) {

    public static Eligibility of(Account account, LimitCatalogue catalogue, Instant now) {
        Account current = account.at(now);
        return new Eligibility(
                current.entitlement(),
                current.sanctions().stream()
                        .filter(sanction -> sanction.code().concernsTheLobby())
                        .toList(),
                catalogue.effective(current.entitlement().isPaid(), current.limits()),
                markersOf(current, catalogue));
    }

    /** The markers of an account of which nothing is due. */
    public static Markers markersOf(Account current, LimitCatalogue catalogue) {
        Set<Marker> allowed = EnumSet.noneOf(Marker.class);
        if (isOpen(Marker.CAN_LOGIN, current, catalogue)) {
            for (Marker marker : Marker.values()) {
                if (isOpen(marker, current, catalogue)) {
                    allowed.add(marker);
                }
            }
        }
        return new Markers(allowed);
    }

    /**
     * One row for each cause of each false marker, in the order of the markers. A user who cannot sign in can do
     * nothing, so what denies that denies every marker.
     */
    public static List<Denial> denials(Account account, LimitCatalogue catalogue, Instant now) {
        Account current = account.at(now);
        List<Denial> denials = new ArrayList<>();
        for (Marker marker : Marker.values()) {
            current.emailBlock().map(block -> byEmailBlock(marker, block)).ifPresent(denials::add);
            if (marker != Marker.CAN_LOGIN) {
                bySanction(marker, Marker.CAN_LOGIN.deniedBy(), current).ifPresent(denials::add);
            }
            bySanction(marker, marker.deniedBy(), current).ifPresent(denials::add);
            marker.needs()
                    .flatMap(limit -> byLimit(marker, limit, current, catalogue))
                    .ifPresent(denials::add);
        }
        return List.copyOf(denials);
    }

    /** Whether nothing denies a marker but {@code can_login}. */
    private static boolean isOpen(Marker marker, Account current, LimitCatalogue catalogue) {
        return ActiveRecords.find(current.sanctions(), marker.deniedBy()).isEmpty()
                && (marker != Marker.CAN_LOGIN || current.emailBlock().isEmpty())
                && marker.needs().stream().noneMatch(limit -> isZero(limit, current, catalogue));
    }

    private static Denial byEmailBlock(Marker marker, EmailBlock block) {
        return new Denial(marker, Denial.Kind.EMAIL_BLOCK, block.reason().value(), block.expiresAt());
    }

    private static Optional<Denial> bySanction(Marker marker, SanctionCode code, Account current) {
        return ActiveRecords.find(current.sanctions(), code)
                .map(sanction -> new Denial(marker, Denial.Kind.SANCTION, code.code(), sanction.expiresAt()));
    }

    private static Optional<Denial> byLimit(Marker marker, LimitCode code, Account current, LimitCatalogue catalogue) {
        return isZero(code, current, catalogue)
                ? Optional.of(new Denial(
                        marker,
                        Denial.Kind.LIMIT,
                        code.code(),
                        ActiveRecords.find(current.limits(), code).flatMap(LimitOverride::expiresAt)))
                : Optional.empty();
    }

    private static boolean isZero(LimitCode code, Account current, LimitCatalogue catalogue) {
        return catalogue
                        .effective(code, current.entitlement().isPaid(), current.limits())
                        .value()
                        .count()
                == 0;
    }
}
