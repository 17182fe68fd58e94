package galaxy.torture.users;

import galaxy.testkit.LinearHistory;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What was asked about one e-mail address and told: as one history. Every attempt is a call of its own, for none has a key. */
final class EmailHistory {
    /**
     * What an address is.
     *
     * @param user its id, empty while it has none
     * @param block why it is blocked, empty while it is not
     */
    record State(String user, String block) {
        static final State UNKNOWN = new State("", "");

        State withUser(String id) {
            return user.isEmpty() && block.isEmpty() ? new State(id, block) : this;
        }

        State withBlock(String reason) {
            return block.isEmpty() ? new State(user, reason) : this;
        }

        State unblocked() {
            return new State(user, "");
        }
    }

    /** Something that is asked about an address. */
    sealed interface Call {
        record Ensure() implements Call {}

        record Block(boolean byId, String reason) implements Call {}

        record Unblock() implements Call {}

        record Resolve() implements Call {}
    }

    private final LinearHistory<State> history;

    /** The one id that was ever told for it, or a stand-in. */
    private final String id;

    EmailHistory(String id, LinearHistory<State> history) {
        this.id = id;
        this.history = history;
    }

    void add(Call call, Told told) {
        told.unanswered().forEach(attempt -> unanswered(call, attempt));
        if (!told.isOpen()) {
            answered(call, told.last());
        }
    }

    LinearHistory.Ends<State> ends() {
        return history.from(State.UNKNOWN);
    }

    private void unanswered(Call call, Attempt attempt) {
        switch (call) {
            case Call.Ensure _ -> history.addOpen("ensure", attempt.begun(), state -> Optional.of(state.withUser(id)));
            case Call.Block(boolean byId, String reason) ->
                history.addOpen(
                        "block for " + reason + (byId ? " by id" : ""),
                        attempt.begun(),
                        state -> Optional.of(byId && state.user().isEmpty() ? state : state.withBlock(reason)));
            case Call.Unblock _ -> history.addOpen("unblock", attempt.begun(), state -> Optional.of(state.unblocked()));
            case Call.Resolve _ -> {}
        }
    }

    private void answered(Call call, Attempt attempt) {
        String user = attempt.text("user_id");
        String reason = attempt.text("block_reason_code");
        switch (call) {
            case Call.Ensure _ ->
                add("ensure", attempt, state -> switch (attempt.text("outcome")) {
                    case "created" -> state.equals(State.UNKNOWN) ? Optional.of(new State(user, "")) : Optional.empty();
                    case "existing" -> when(state.equals(new State(user, "")), state);
                    case "blocked" -> when(!reason.isEmpty() && state.equals(new State(user, reason)), state);
                    default -> Optional.empty();
                });
            case Call.Block(boolean byId, String because) ->
                add("block for " + because, attempt, state -> switch (attempt.text("outcome")) {
                    case "blocked" -> changes(state, user, state.block().isEmpty(), any -> any.withBlock(because));
                    case "already_blocked" ->
                        when(state.user().equals(user) && !state.block().isEmpty(), state);
                    default ->
                        when(byId && attempt.status() == 404 && state.user().isEmpty(), state);
                });
            case Call.Unblock _ ->
                add("unblock", attempt, state -> switch (attempt.text("outcome")) {
                    case "unblocked" -> changes(state, user, !state.block().isEmpty(), State::unblocked);
                    case "not_blocked" ->
                        when(state.user().equals(user) && state.block().isEmpty(), state);
                    default -> Optional.empty();
                });
            case Call.Resolve _ ->
                add("resolve", attempt, state -> switch (attempt.text("kind")) {
                    case "creatable" -> when(state.equals(State.UNKNOWN), state);
                    case "existing" -> when(state.equals(new State(user, "")), state);
                    case "blocked" -> when(!reason.isEmpty() && state.equals(new State(user, reason)), state);
                    default -> Optional.empty();
                });
        }
    }

    private interface Way {
        Optional<State> from(State state);
    }

    private void add(String what, Attempt attempt, Way way) {
        history.add(what + " told " + attempt.body(), attempt.begun(), attempt.ended(), way::from);
    }

    private static Optional<State> when(boolean fits, State state) {
        return fits ? Optional.of(state) : Optional.empty();
    }

    private static Optional<State> changes(State state, String user, boolean fits, UnaryOperator<State> change) {
        return when(fits && state.user().equals(user), change.apply(state));
    }
}
