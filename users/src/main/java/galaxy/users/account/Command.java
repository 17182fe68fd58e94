package galaxy.users.account;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** A change to one account. */
public interface Command {

    /**
     * Decides without side effects: the same input gives the same decision. What is due is applied first, so that nothing
     * is due at {@code now} after a {@link Decision.Changed}.
     *
     * @param now cut to the millisecond
     */
    default Decision decide(Account account, Instant now) {
        Instant time = wholeMillis(now);
        Optional<Decision.Changed> due = Timeline.repair(account, time);
        Account current = due.map(Decision.Changed::next).orElse(account);
        Decision decision = decideCurrent(current, time);
        return decision instanceof Decision.Changed changed && due.isPresent() ? changed.after(due.get()) : decision;
    }

    /**
     * Decides on an account without anything due.
     *
     * @param current nothing in it is due
     * @param now a whole millisecond
     */
    Decision decideCurrent(Account current, Instant now);

    static Instant wholeMillis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    static Optional<Instant> wholeMillis(Optional<Instant> time) {
        return time.map(Command::wholeMillis);
    }

    static Decision changed(Instant now, AccountEdit next, Change change, HistoryEntry... history) {
        return new Decision.Changed(now, next.done(), List.of(change), List.of(history));
    }

    static Decision refused(Refusal refusal) {
        return new Decision.Refused(refusal);
    }

    static Decision invalid(String field, String reason) {
        return new Decision.Refused(new Refusal.Invalid(field, reason));
    }
}
