package galaxy.users.account;

import galaxy.kernel.Actor;
import galaxy.kernel.End;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import galaxy.kernel.Span;
import java.time.Instant;
import java.util.Optional;

/**
 * The snapshot of what a user is entitled to. All times are whole milliseconds.
 *
 * @param source where the last decision about it came from, with its actor and reason
 * @param startsAt when the plan began; extensions do not move it
 * @param endsAt present exactly for a finite paid plan; from this instant on the user is free
 * @param updatedAt when the snapshot last changed
 * @param anchorDay the day of the month that a further month is counted from, where the month of {@code endsAt} is too
 *     short for it: 31 for an end on 28 February that is a month after 31 January
 */
public record Entitlement(
        Plan plan,
        Source source,
        Actor actor,
        ReasonCode reason,
        Instant startsAt,
        Optional<Instant> endsAt,
        Instant updatedAt,
        Optional<Integer> anchorDay) {
    private static final Actor USER_SERVICE = Actor.of("service", "user_service");
    private static final Source REGISTRATION = Source.of("auth_registration");
    private static final ReasonCode INITIAL = ReasonCode.of("initial_free_entitlement");
    private static final Source EXPIRY = Source.of("entitlement_expiry");
    private static final ReasonCode EXPIRED = ReasonCode.of("paid_entitlement_expired");

    public Entitlement {
        if (!plan.allows(endsAt.isPresent())) {
            throw new IllegalArgumentException("exactly a finite plan has an end, not " + plan);
        }
    }

    public Entitlement(
            Plan plan,
            Source source,
            Actor actor,
            ReasonCode reason,
            Instant startsAt,
            Optional<Instant> endsAt,
            Instant updatedAt) {
        this(plan, source, actor, reason, startsAt, endsAt, updatedAt, Optional.empty());
    }

    /** The same, whose end was given so, counted from a day of the month. */
    public Entitlement anchored(End given, int day) {
        boolean isAnchored = given instanceof End.After(Span span) && span.isMonths();
        Optional<Integer> anchor =
                endsAt.filter(end -> isAnchored && Span.dayOf(end) < day).map(end -> day);
        return new Entitlement(plan, source, actor, reason, startsAt, endsAt, updatedAt, anchor);
    }

    /** What every user has from the creation of the account. */
    public static Entitlement initial(Instant createdAt) {
        return new Entitlement(Plan.FREE, REGISTRATION, USER_SERVICE, INITIAL, createdAt, Optional.empty(), createdAt);
    }

    public boolean isPaid() {
        return plan.isPaid();
    }

    /** Whether the plan has ended: it has from the instant of its end on. */
    public boolean hasEndedBy(Instant now) {
        return endsAt.isPresent() && !endsAt.get().isAfter(now);
    }

    /** The entitlement after the end of a finite plan. It starts at that end, whenever it is read. */
    public Entitlement afterItsEnd() {
        Instant end = endsAt.orElseThrow(() -> new IllegalStateException("a plan without an end does not run out"));
        return new Entitlement(Plan.FREE, EXPIRY, USER_SERVICE, EXPIRED, end, Optional.empty(), end);
    }

    /** The record of the period that this snapshot begins. */
    public EntitlementPeriod period(long seq) {
        return new EntitlementPeriod(seq, plan, source, actor, reason, startsAt, endsAt, updatedAt);
    }
}
