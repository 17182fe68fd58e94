package galaxy.torture.users;

import static galaxy.models.Linearizability.NEVER;

import galaxy.models.Linearizability;
import galaxy.models.users.EmailState;
import galaxy.torture.workload.Attempt;
import galaxy.torture.workload.Observed;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** An e-mail address that all clients compete for, and what they requested of it. Thread-safe. */
final class SharedEmail {
    /** Of no user that a response named. */
    static final String UNKNOWN = "unknown";

    private static final int MOST_PLACES = 200_000;

    final String email;
    private final Linearizability<EmailState> history = new Linearizability<>(MOST_PLACES);

    /** The one id that any response gave for it; asked for when the search is made. */
    private final Supplier<String> id;

    SharedEmail(String email, Identities identities) {
        this.email = email;
        this.id = () -> identities.of(email).orElse(UNKNOWN);
    }

    /** It was to become a user. */
    void ensured(Observed<Response> observed) {
        add("ensure", "created", observed, state -> state.ensured(id.get()));
    }

    /** @param byId whether the request named the user; without one it is refused */
    void blocked(String reason, boolean byId, Observed<Response> observed) {
        String text = "block for " + reason + (byId ? " by id" : "");
        add(text, "blocked", observed, state -> byId ? state.blockedById(reason) : state.blocked(reason));
    }

    void unblocked(Observed<Response> observed) {
        add("unblock", "unblocked", observed, EmailState::unblocked);
    }

    /** Nothing was changed. */
    void resolved(Observed<Response> observed) {
        add("resolve", "", observed, EmailState::resolved);
    }

    synchronized Linearizability.Result<EmailState> ends() {
        return history.from(EmailState.UNKNOWN);
    }

    /**
     * Every attempt is an operation of its own, for none has a key.
     *
     * @param change the outcome in a response to what changed something
     */
    private synchronized void add(
            String text,
            String change,
            Observed<Response> observed,
            Function<EmailState, EmailState.Response> request) {
        Function<EmailState, Stream<EmailState>> anyway =
                state -> Stream.of(request.apply(state).after());
        observed.unclear().forEach(each -> history.possible(text, each.begun(), NEVER, anyway));
        Attempt<Response> last = observed.last();
        Response actual = Response.of(observed);
        String all = text + " " + actual;
        if (last.isDone() && actual.text("outcome").equals(change)) {
            history.completed(
                    all,
                    last.begun(),
                    last.ended(),
                    state -> Stream.of(request.apply(state))
                            .filter(expected -> explains(expected, actual))
                            .map(EmailState.Response::after));
        } else if (last.isAnswered()) {
            history.read(all, last.begun(), last.ended(), state -> explains(request.apply(state), actual));
        }
    }

    private static boolean explains(EmailState.Response expected, Response actual) {
        return expected.status() == actual.status()
                && expected.fields().entrySet().stream()
                        .allMatch(field -> actual.text(field.getKey()).equals(field.getValue()));
    }
}
