package galaxy.users.account;

import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A sanction against one user. In the account it has no removal; in the history it has one if it was removed before it
 * expired.
 *
 * @param seq the account's sequence number
 * @param ordinal which of the user's sanctions it is, from 1; 0 as an earlier version wrote it, until they are counted
 * @param expiresAt from this instant on it is inactive; without one it stays until it is removed
 */
public record Sanction(
        long seq,
        long ordinal,
        SanctionCode code,
        Scope scope,
        ReasonCode reason,
        Actor actor,
        Instant appliedAt,
        Optional<Instant> expiresAt,
        Optional<Removal> removal)
        implements CodedRecord<SanctionCode>, HistoryEntry {

    public Sanction removed(Removal by) {
        return new Sanction(seq, ordinal, code, scope, reason, actor, appliedAt, expiresAt, Optional.of(by));
    }

    /** The same with its place among the user's sanctions. */
    public Sanction counted(long place) {
        return new Sanction(seq, place, code, scope, reason, actor, appliedAt, expiresAt, removal);
    }

    /**
     * How others name it, for ever: the id of the user and the ordinal.
     *
     * @throws IllegalStateException if it is not counted
     */
    public String reference(UserId userId) {
        if (ordinal == 0) {
            throw new IllegalStateException("a sanction that is not counted has no reference");
        }
        return userId + "-" + ordinal;
    }

    /** When it stopped being in force: the earlier of its end and its removal. */
    public Optional<Instant> endedAt() {
        return Stream.concat(expiresAt.stream(), removal.stream().map(Removal::at))
                .min(Instant::compareTo);
    }

    /** Whether both have the same content, apart from numbers and time. */
    public boolean isEquivalentTo(Sanction other) {
        return code.equals(other.code)
                && scope.equals(other.scope)
                && reason.equals(other.reason)
                && actor.equals(other.actor)
                && expiresAt.equals(other.expiresAt);
    }
}
