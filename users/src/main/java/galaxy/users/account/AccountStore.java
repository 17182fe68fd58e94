package galaxy.users.account;

import galaxy.kernel.Cause;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import galaxy.users.racename.CanonicalKey;
import galaxy.users.racename.RaceName;
import java.util.List;
import java.util.Optional;

/**
 * Stores accounts. Each method is one atomic step, unless it says that it rolls something forward: then it may stop
 * anywhere, and the next caller continues. All throw an unchecked exception when the store does not respond; the write may
 * then have happened or not, and a retry is safe. Sanctions of the accounts that are read are counted.
 */
public interface AccountStore {
    /** An account as it was read. A write names it and happens only if the account has not changed since. */
    interface AccountSnapshot {
        Account account();

        /** Whether a change of name is under way, to be rolled forward by {@link #settle}. */
        boolean isUnsettled();

        /** Whether the indexes hold it as other limits or another version say, to be repaired by {@link #reindex}. */
        boolean isOutdated();
    }

    /**
     * What a command with an idempotency key reads.
     *
     * @param snapshot absent for an unknown user and for one that is still being created
     * @param result of an earlier command with the same key
     */
    record KeyedRead(Optional<AccountSnapshot> snapshot, Optional<RecordedResult> result) {}

    /**
     * The result of a change of name.
     *
     * @param written whether the change was started
     * @param outcome recorded when the change ended, present when {@code written} is done
     */
    record RenameResult(WriteResult written, Optional<Outcome.Final> outcome) {}

    /**
     * An account with its history of sanctions.
     *
     * @param ended every sanction that is no longer in force, the oldest first
     */
    record WithSanctions(AccountSnapshot snapshot, List<Sanction> ended) {}

    Optional<AccountSnapshot> read(UserId userId);

    /** The same with the history of sanctions, in one round trip where the store is remote. */
    default Optional<WithSanctions> readWithSanctions(UserId userId) {
        return read(userId).map(snapshot -> new WithSanctions(snapshot, endedSanctions(userId)));
    }

    /** Accounts in the order of the ids, without those that are unknown, still being created, or broken. */
    List<AccountSnapshot> readAll(List<UserId> userIds);

    KeyedRead read(UserId userId, RequestKey key);

    /** Writes the account, its history, indexes and events, and the result to record under a key. */
    WriteResult write(AccountSnapshot snapshot, Decision.Changed changed, Cause cause, Optional<RecordedResult> result);

    /** Accounts that were read, each with what is to be written over it. */
    record Repair(AccountSnapshot snapshot, Decision.Changed changed) {}

    /** Writes as many of these as are still as they were read, without a result. */
    default void writeTogether(List<Repair> repairs, Cause cause) {
        repairs.forEach(repair -> write(repair.snapshot(), repair.changed(), cause, Optional.empty()));
    }

    /** Brings the indexes in line with the account, and changes nothing else. */
    WriteResult reindex(AccountSnapshot snapshot);

    /** Records the result of a command that changed nothing, if the account has not changed. */
    WriteResult recordResult(AccountSnapshot snapshot, RecordedResult result);

    /**
     * Makes sure that no fail-over loses what was read of an account, where changes have to be replicated.
     *
     * @param key whose result was read as well
     * @return {@code CONFLICT} when the account or the result has changed since
     */
    WriteResult confirm(AccountSnapshot snapshot, Optional<RequestKey> key);

    /**
     * Starts a change of name and rolls it forward.
     *
     * @param recordUnder where the result is recorded for 24 hours; without a key it is recorded for a moment
     */
    RenameResult rename(
            AccountSnapshot snapshot,
            RaceName name,
            List<CanonicalKey> keys,
            Cause cause,
            Optional<RequestKey> recordUnder);

    /** Rolls forward the change of name that is under way, if any, including the one that ends a creation. */
    void settle(UserId userId);

    /** A creation that was begun, to be rolled forward. */
    interface Begun {
        UserId userId();
    }

    /** The same for a creation. */
    default void settle(Begun creation) {
        settle(creation.userId());
    }

    /** The account once no change of name is under way. */
    default Optional<AccountSnapshot> readSettled(UserId userId) {
        Optional<AccountSnapshot> snapshot = read(userId);
        if (snapshot.isEmpty() || snapshot.get().isUnsettled()) {
            settle(userId);
            return read(userId);
        }
        return snapshot;
    }

    /** The users who validly hold a key of a name: at most one, unless their names only became the same by a new policy. */
    List<UserId> holders(CanonicalKey key);

    /** The accounts of those of them who are no longer being created. */
    default List<AccountSnapshot> readHolders(CanonicalKey key) {
        return holders(key).stream().flatMap(userId -> read(userId).stream()).toList();
    }

    /** Whether names are being given other keys by a new policy: users may have names by keys of an earlier one. */
    default boolean isRekeying() {
        return false;
    }

    /** Every period that ever began but the initial one, the oldest first. */
    List<EntitlementPeriod> periods(UserId userId);

    /** Every sanction that is no longer in force, the oldest first. */
    List<Sanction> endedSanctions(UserId userId);

    /** Every limit override that is no longer in force, the oldest first. */
    List<LimitOverride> endedLimits(UserId userId);
}
