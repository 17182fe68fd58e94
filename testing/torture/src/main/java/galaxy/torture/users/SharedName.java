package galaxy.torture.users;

import static galaxy.models.Linearizability.NEVER;

import galaxy.models.Linearizability;
import galaxy.models.users.NameState;
import galaxy.torture.workload.Attempt;
import galaxy.torture.workload.Observed;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A race name that all clients compete for, and what they requested of it in any spelling. A rename has a key and so is one
 * operation however often it was sent. Thread-safe.
 */
final class SharedName {
    private static final int MOST_PLACES = 200_000;

    final String name;
    private final Linearizability<NameState> history = new Linearizability<>(MOST_PLACES);

    SharedName(String name) {
        this.name = name;
    }

    /** A user was to take it. */
    synchronized void taken(String user, String spelling, Observed<Response> observed) {
        String text = user + " takes " + spelling;
        long begun = observed.begun();
        long ended = observed.ended();
        Function<NameState, Stream<NameState>> claim = state -> state.claimed(user);
        Function<NameState, Stream<NameState>> take = state -> state.taken(user, spelling);
        if (observed.isDone()) {
            int first = history.completed("claim: " + text, begun, ended, claim);
            history.completedAfter(first, text, begun, ended, take);
        } else if (!observed.isOpen()) {
            history.read(text + ": refused", begun, ended, state -> state.isRefusedTo(user));
        } else if (!observed.unclear().isEmpty()) {
            int first = history.possible("claim: " + text, begun, NEVER, claim);
            history.possibleAfter(first, text, begun, NEVER, take);
        }
    }

    /** A user was to take another name. */
    synchronized void left(String user, Observed<Response> observed) {
        Function<NameState, Stream<NameState>> leave = state -> Stream.of(state.leftBy(user));
        if (observed.isDone()) {
            history.completed(user + " leaves", observed.begun(), observed.ended(), leave);
        } else if (observed.isOpen()) {
            history.possible(user + " leaves", observed.begun(), NEVER, leave);
        }
    }

    synchronized void lookedUp(String spelling, Observed<Response> observed) {
        if (!observed.isOpen()) {
            Attempt<Response> last = observed.last();
            String user = Response.of(observed).text("user_id");
            history.read(
                    spelling + " is the name of " + (user.isEmpty() ? "no user" : user),
                    last.begun(),
                    last.ended(),
                    state -> last.isDone()
                            ? state.isFound(user, spelling)
                            : !state.spelling().equals(spelling));
        }
    }

    /** A user was read. */
    synchronized void read(String user, Observed<Response> observed) {
        if (observed.isDone()) {
            Attempt<Response> last = observed.last();
            String spelling = Response.of(observed).text("race_name");
            history.read(
                    user + " has the name " + spelling,
                    last.begun(),
                    last.ended(),
                    state -> spelling.equalsIgnoreCase(name)
                            ? state.isFound(user, spelling)
                            : !state.user().equals(user));
        }
    }

    synchronized Linearizability.Result<NameState> ends() {
        return history.from(NameState.FREE);
    }
}
