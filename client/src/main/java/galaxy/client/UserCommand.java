package galaxy.client;

import galaxy.kernel.Source;
import java.time.Instant;
import java.util.Optional;

/**
 * A command on a user, as a value.
 *
 * @param <T> what the service answers with
 */
public sealed interface UserCommand<T> {
    Why why();

    /** On what a user has paid for. */
    sealed interface OnEntitlement extends UserCommand<EntitlementState> {
        Source source();
    }

    /** On what a user is denied. */
    sealed interface OnSanctions extends UserCommand<SanctionState> {}

    /** On how much a user may have. */
    sealed interface OnLimits extends UserCommand<LimitState> {}

    /**
     * From free to a paid plan.
     *
     * @param startsAt default now; never in the future
     * @param endsAt in the future; needed for monthly and yearly plans, none for the lifetime plan
     */
    record Grant(Plan plan, Optional<Instant> startsAt, Optional<Instant> endsAt, Source source, Why why)
            implements OnEntitlement {}

    /**
     * A finite paid plan ends later.
     *
     * @param endsAt later than the current end
     */
    record Extend(Instant endsAt, Source source, Why why) implements OnEntitlement {}

    /** From a paid plan to free, now. */
    record Revoke(Source source, Why why) implements OnEntitlement {}

    /**
     * A sanction comes into force and supersedes one of the same code.
     *
     * @param scope default by code
     * @param expiresAt in the future; without it the sanction stands until it is removed
     */
    record ApplySanction(SanctionCode code, Optional<String> scope, Optional<Instant> expiresAt, Why why)
            implements OnSanctions {}

    /** A sanction is lifted; nothing happens if there is none. */
    record RemoveSanction(SanctionCode code, Why why) implements OnSanctions {}

    /**
     * A limit of the user's own comes into force and supersedes one of the same code.
     *
     * @param value 0 to 1 000 000
     * @param expiresAt in the future; without it the limit stands until it is removed
     */
    record SetLimit(LimitCode code, int value, Optional<Instant> expiresAt, Why why) implements OnLimits {}

    /** The plan's default counts again; nothing happens if it does already. */
    record RemoveLimit(LimitCode code, Why why) implements OnLimits {}
}
