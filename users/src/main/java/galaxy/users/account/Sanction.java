package galaxy.users.account;

import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import java.time.Instant;
import java.util.Optional;

/**
 * A sanction against one user. In the account it has no removal; in the history it has one if it was removed before it
 * expired.
 *
 * @param seq the account's sequence number
 * @param expiresAt from this instant on it is inactive; without one it stays until it is removed
 */
public record Sanction(
        long seq,
        SanctionCode code,
        Scope scope,
        ReasonCode reason,
        Actor actor,
        Instant appliedAt,
        Optional<Instant> expiresAt,
        Optional<Removal> removal)
        implements CodedRecord<SanctionCode>, HistoryEntry {

    public Sanction removed(Removal by) {
        return new Sanction(seq, code, scope, reason, actor, appliedAt, expiresAt, Optional.of(by));
    }

    /** Whether both have the same content, apart from number and time. */
    public boolean isEquivalentTo(Sanction other) {
        return code.equals(other.code)
                && scope.equals(other.scope)
                && reason.equals(other.reason)
                && actor.equals(other.actor)
                && expiresAt.equals(other.expiresAt);
    }
}
