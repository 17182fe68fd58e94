package galaxy.users.account;

import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import java.time.Instant;
import java.util.Optional;

/**
 * A limit of one user's own, which replaces the default of the plan, upwards or downwards. In the account it has no
 * removal; in the history it has one if it was removed before it expired.
 *
 * @param seq the account's sequence number
 * @param expiresAt from this instant on it is inactive; without one it stays until it is removed
 */
public record LimitOverride(
        long seq,
        LimitCode code,
        LimitValue value,
        ReasonCode reason,
        Actor actor,
        Instant appliedAt,
        Optional<Instant> expiresAt,
        Optional<Removal> removal)
        implements CodedRecord<LimitCode>, HistoryEntry {

    public LimitOverride removed(Removal by) {
        return new LimitOverride(seq, code, value, reason, actor, appliedAt, expiresAt, Optional.of(by));
    }

    /** Whether both have the same content, apart from number and time. */
    public boolean isEquivalentTo(LimitOverride other) {
        return code.equals(other.code)
                && value.equals(other.value)
                && reason.equals(other.reason)
                && actor.equals(other.actor)
                && expiresAt.equals(other.expiresAt);
    }
}
