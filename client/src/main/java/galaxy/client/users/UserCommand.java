package galaxy.client.users;

import galaxy.kernel.End;
import galaxy.kernel.Source;
import java.time.Instant;
import java.util.Optional;

/**
 * A command on a user, as a value.
 *
 * @param <T> the state that the service returns
 */
public sealed interface UserCommand<T> {
    Reason reason();

    /** On the plan of a user. */
    sealed interface OnEntitlement extends UserCommand<EntitlementState> {
        Source source();
    }

    /** On the sanctions of a user. */
    sealed interface OnSanctions extends UserCommand<SanctionState> {
        SanctionCode code();
    }

    /** On a user's own limits. */
    sealed interface OnLimits extends UserCommand<LimitState> {
        LimitCode code();
    }

    /**
     * From free to a paid plan.
     *
     * @param startsAt default now; never in the future
     * @param end in the future; needed for monthly and yearly plans, none for the lifetime plan; a span begins with the plan
     */
    record Grant(Plan plan, Optional<Instant> startsAt, End end, Source source, Reason reason)
            implements OnEntitlement {
        public Grant(Plan plan, Optional<Instant> startsAt, Optional<Instant> endsAt, Source source, Reason reason) {
            this(plan, startsAt, End.of(endsAt), source, reason);
        }
    }

    /**
     * A finite paid plan ends later.
     *
     * @param end later than the current end, at which a span begins
     */
    record Extend(End end, Source source, Reason reason) implements OnEntitlement {
        public Extend(Instant endsAt, Source source, Reason reason) {
            this(new End.At(endsAt), source, reason);
        }
    }

    /** From a paid plan to free, now. */
    record Revoke(Source source, Reason reason) implements OnEntitlement {}

    /**
     * A sanction comes into force and supersedes one of the same code.
     *
     * @param scope default by code
     * @param end in the future; without it the sanction is in force until it is removed
     */
    record ApplySanction(SanctionCode code, Optional<String> scope, End end, Reason reason) implements OnSanctions {
        public ApplySanction(SanctionCode code, Optional<String> scope, Optional<Instant> expiresAt, Reason reason) {
            this(code, scope, End.of(expiresAt), reason);
        }
    }

    /** A sanction is removed; no change if there is none. */
    record RemoveSanction(SanctionCode code, Reason reason) implements OnSanctions {}

    /**
     * A limit of the user comes into force and supersedes one of the same code.
     *
     * @param value 0 to 1 000 000
     * @param end in the future; without it the limit is in force until it is removed
     */
    record SetLimit(LimitCode code, int value, End end, Reason reason) implements OnLimits {
        public SetLimit(LimitCode code, int value, Optional<Instant> expiresAt, Reason reason) {
            this(code, value, End.of(expiresAt), reason);
        }
    }

    /** The plan's default applies again; no change if it does already. */
    record RemoveLimit(LimitCode code, Reason reason) implements OnLimits {}
}
