package galaxy.users.account;

import galaxy.users.racename.RaceName;
import java.util.List;
import java.util.stream.Stream;

/** What becomes of a command against an account. */
public sealed interface Decision {
    /**
     * The account becomes another one. Also holds whatever the clock had made due before the command.
     *
     * @param next the whole account afterwards
     * @param changes what to announce, in order
     * @param history what to append to the history
     */
    record Changed(Account next, List<Change> changes, List<Past> history) implements Decision {
        public Changed {
            changes = List.copyOf(changes);
            history = List.copyOf(history);
        }

        Changed after(Changed earlier) {
            return new Changed(
                    next,
                    Stream.concat(earlier.changes.stream(), changes.stream()).toList(),
                    Stream.concat(earlier.history.stream(), history.stream()).toList());
        }
    }

    /** It is already so. The account is as it reads now; what the clock made due may still have to be written down. */
    record Unchanged(Account account) implements Decision {}

    /**
     * The account may take this name if it can be claimed, which takes several steps. {@link ChangeProfile#take} is the
     * last of them.
     */
    record Renames(RaceName name) implements Decision {}

    record Refused(Refusal refusal) implements Decision {}
}
