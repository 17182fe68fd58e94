package galaxy.users.account;

import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import java.time.Instant;
import java.util.Optional;

/**
 * One period of the history of entitlements, appended once and never edited. What ended it early is derived
 * from the periods after it, for those who read the history.
 *
 * @param seq the account's sequence number; 0 is the initial free period, which is not stored
 * @param endsAt present exactly for a finite paid plan
 * @param createdAt when it was decided; a free period that began because a plan ran out counts as decided at that end
 */
public record EntitlementPeriod(
        long seq,
        Plan plan,
        Source source,
        Actor actor,
        ReasonCode reason,
        Instant startsAt,
        Optional<Instant> endsAt,
        Instant createdAt)
        implements HistoryEntry {

    /** The free period that every account begins with. */
    public static EntitlementPeriod initial(Instant accountCreatedAt) {
        return Entitlement.initial(accountCreatedAt).period(0);
    }
}
