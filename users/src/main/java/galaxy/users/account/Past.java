package galaxy.users.account;

/** A record for the history of an account: appended once, never edited. */
public sealed interface Past extends Numbered {
    /** A period is appended when it begins. */
    record Period(EntitlementPeriod period) implements Past {
        @Override
        public long seq() {
            return period.seq();
        }
    }

    /** A sanction is appended when it leaves force: with a removal if it was removed, without if it expired. */
    record EndedSanction(Sanction sanction) implements Past {
        @Override
        public long seq() {
            return sanction.seq();
        }
    }

    /** An override is appended when it leaves force: with a removal if it was removed, without if it expired. */
    record EndedLimit(LimitOverride limit) implements Past {
        @Override
        public long seq() {
            return limit.seq();
        }
    }
}
