package galaxy.users.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Changes of an account with time. */
public final class Timeline {
    private Timeline() {}

    /** When the account next changes by itself; in the past if that is not yet applied. */
    public static Optional<Instant> nextChange(Account account) {
        Optional<Instant> ofRecords =
                earliest(earliest(account.entitlement().endsAt(), account.sanctions()), account.limits());
        return Stream.concat(ofRecords.stream(), account.emailBlock().flatMap(EmailBlock::expiresAt).stream())
                .min(Instant::compareTo);
    }

    private static Optional<Instant> earliest(Optional<Instant> known, List<? extends CodedRecord<?>> records) {
        Optional<Instant> earliest = known;
        for (CodedRecord<?> record : records) {
            Optional<Instant> end = record.expiresAt();
            if (end.isPresent() && (earliest.isEmpty() || end.get().isBefore(earliest.get()))) {
                earliest = end;
            }
        }
        return earliest;
    }

    /**
     * Applies everything that is due: a paid plan that has ended becomes a free period from its end on, with an event;
     * expired sanctions and overrides move to the history, without one; a block of
     * the e-mail subject that has ended goes. The result depends on what is due and not on
     * when this is called.
     *
     * @return empty when nothing is due
     */
    public static Optional<Decision.Changed> repair(Account account, Instant now) {
        if (!isDue(account, now)) {
            return Optional.empty();
        }
        List<HistoryEntry> history = new ArrayList<>();
        history.addAll(ActiveRecords.expiredAt(account.sanctions(), now));
        history.addAll(ActiveRecords.expiredAt(account.limits(), now));
        Entitlement before = account.entitlement();
        boolean ended = before.hasEndedBy(now);
        AccountEdit next = account.edit(ended ? before.endsAt().orElseThrow() : account.updatedAt())
                .sanctions(ActiveRecords.activeAt(account.sanctions(), now))
                .limits(ActiveRecords.activeAt(account.limits(), now))
                .emailBlock(account.emailBlock().filter(block -> block.isActiveAt(now)));
        List<Change> changes = new ArrayList<>();
        if (ended) {
            Entitlement free = before.afterItsEnd();
            next.entitlement(free).numbered();
            history.add(free.period(account.nextSeq()));
            changes.add(new Change.OfEntitlement(Operation.EXPIRED_REPAIRED, free));
        }
        return Optional.of(new Decision.Changed(now, next.done(), changes, history));
    }

    /** Whether anything of the account has ended or expired and is not yet applied. */
    public static boolean isDue(Account account, Instant now) {
        return account.entitlement().hasEndedBy(now)
                || anyExpired(account.sanctions(), now)
                || anyExpired(account.limits(), now)
                || account.emailBlock().stream().anyMatch(block -> !block.isActiveAt(now));
    }

    private static boolean anyExpired(List<? extends CodedRecord<?>> records, Instant now) {
        for (CodedRecord<?> record : records) {
            if (!record.isActiveAt(now)) {
                return true;
            }
        }
        return false;
    }
}
