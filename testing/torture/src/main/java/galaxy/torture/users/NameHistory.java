package galaxy.torture.users;

import galaxy.models.Linearizability;
import java.util.stream.Stream;

/**
 * What was asked about one race name, under any of its spellings, and told: as one history. A rename has a key and so is one call
 * however often it was sent. It takes a name in two steps, between which the name is refused to others and shown to nobody.
 */
final class NameHistory {
    /**
     * What a name is.
     *
     * @param user whose it is, empty while it is nobody's
     * @param spelling as that user wrote it
     * @param claimer who is about to have it or to spell it otherwise, empty while nobody is
     */
    record State(String user, String spelling, String claimer) {
        static final State FREE = new State("", "", "");

        boolean isRefusedTo(String other) {
            return (!user.isEmpty() && !user.equals(other)) || (!claimer.isEmpty() && !claimer.equals(other));
        }

        Stream<State> claimed(String by) {
            return claimer.isEmpty() && !isRefusedTo(by) ? Stream.of(new State(user, spelling, by)) : Stream.empty();
        }

        Stream<State> taken(String by, String as) {
            return claimer.equals(by) ? Stream.of(new State(by, as, "")) : Stream.empty();
        }

        State leftBy(String who) {
            return user.equals(who) ? new State("", "", claimer) : this;
        }
    }

    private final Linearizability<State> history;

    NameHistory(Linearizability<State> history) {
        this.history = history;
    }

    /** A user asked to be called so. */
    void taking(String user, String spelling, Told told) {
        long begun = told.attempts().getFirst().begun();
        long ended = told.last().ended();
        String what = user + " takes " + spelling;
        if (told.isOpen()) {
            if (!told.unanswered().isEmpty()) {
                int claim =
                        history.possible("claim: " + what, begun, Linearizability.NEVER, state -> state.claimed(user));
                history.possibleAfter(claim, what, begun, Linearizability.NEVER, state -> state.taken(user, spelling));
            }
        } else if (told.last().isYes()) {
            int claim = history.completed("claim: " + what, begun, ended, state -> state.claimed(user));
            history.completedAfter(claim, what, begun, ended, state -> state.taken(user, spelling));
        } else {
            history.read(what + " is refused", begun, ended, state -> state.isRefusedTo(user));
        }
    }

    /** A user asked to be called otherwise. */
    void leaving(String user, Told told) {
        long begun = told.attempts().getFirst().begun();
        if (told.isOpen()) {
            history.possible(user + " leaves", begun, Linearizability.NEVER, state -> Stream.of(state.leftBy(user)));
        } else if (told.last().isYes()) {
            history.completed(user + " leaves", begun, told.last().ended(), state -> Stream.of(state.leftBy(user)));
        }
    }

    /** Somebody looked for a spelling. */
    void lookedUp(String spelling, Told told) {
        if (told.isOpen()) {
            return;
        }
        Attempt last = told.last();
        String found = last.text("user_id");
        history.read(
                spelling + " is " + (found.isEmpty() ? "nobody" : found),
                last.begun(),
                last.ended(),
                state -> last.isYes()
                        ? state.user().equals(found) && state.spelling().equals(spelling)
                        : !state.spelling().equals(spelling));
    }

    /** Somebody looked at a user, who is called so. */
    void seen(String user, String spelling, boolean isThisName, Attempt attempt) {
        history.read(
                user + " is called " + spelling,
                attempt.begun(),
                attempt.ended(),
                state -> isThisName
                        ? state.user().equals(user) && state.spelling().equals(spelling)
                        : !state.user().equals(user));
    }

    Linearizability.Result<State> ends() {
        return history.from(State.FREE);
    }
}
