package galaxy.users.account;

/** A record of the history of an account: appended once, never edited. */
public sealed interface HistoryEntry permits EntitlementPeriod, Sanction, LimitOverride {
    /** The account's own sequence number, from 1 up: a later record has a higher one. */
    long seq();
}
