package galaxy.users.account;

import galaxy.users.racename.RaceName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a command does to an account. */
public sealed interface Decision {
    /**
     * The account changes. Includes what was due before the command.
     *
     * @param at when it was decided
     * @param next the whole account afterwards
     * @param changes what to announce, in order
     * @param history what to append to the history
     */
    record Changed(Instant at, Account next, List<Change> changes, List<HistoryEntry> history) implements Decision {
        public Changed {
            changes = List.copyOf(changes);
            history = List.copyOf(history);
        }

        Changed after(Changed earlier) {
            return new Changed(
                    at,
                    next,
                    Stream.concat(earlier.changes.stream(), changes.stream()).toList(),
                    Stream.concat(earlier.history.stream(), history.stream()).toList());
        }
    }

    /** The account already is as the command wants it. It is as it reads now; what is due may still have to be applied. */
    record Unchanged(Account account) implements Decision {}

    /** The account takes this name once the name is claimed, which takes several steps. */
    record Renames(RaceName name) implements Decision {
        /** The last step: the account with the name. What is due by then is applied first, as with every command. */
        public Changed take(Account account, Instant now) {
            Instant time = Command.wholeMillis(now);
            Optional<Changed> due = Timeline.repair(account, time);
            Account current = due.map(Changed::next).orElse(account);
            var taken = new Changed(
                    time,
                    current.edit(time).raceName(name).done(),
                    List.of(new Change.OfProfile(Operation.UPDATED, name)),
                    List.of());
            return due.map(taken::after).orElse(taken);
        }
    }

    record Refused(Refusal refusal) implements Decision {}
}
