package galaxy.client.users;

import galaxy.kernel.UserId;
import java.util.List;

/** What a user may do. */
public sealed interface Eligibility {
    UserId userId();

    /**
     * There is such a user.
     *
     * @param sanctions those in force that the lobby enforces
     * @param denials one row for each cause of each false marker; empty unless requested
     */
    record Known(
            UserId userId,
            Entitlement entitlement,
            List<Sanction> sanctions,
            List<EffectiveLimit> limits,
            Markers markers,
            List<Denial> denials)
            implements Eligibility {
        public Known {
            sanctions = List.copyOf(sanctions);
            limits = List.copyOf(limits);
            denials = List.copyOf(denials);
        }
    }

    /** There is no such user. */
    record UnknownUser(UserId userId) implements Eligibility {}
}
