package galaxy.torture.users;

import galaxy.models.Linearizability;
import java.util.function.Predicate;
import java.util.stream.Stream;

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

        boolean isBlocked() {
            return !block.isEmpty();
        }

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

    private final Linearizability<State> history;

    /** The one id that was ever told for it, or a stand-in. */
    private final String id;

    EmailHistory(String id, Linearizability<State> history) {
        this.id = id;
        this.history = history;
    }

    void add(Call call, Told told) {
        told.unanswered().forEach(attempt -> unanswered(call, attempt));
        if (!told.isOpen()) {
            answered(call, told.last());
        }
    }

    Linearizability.Result<State> ends() {
        return history.from(State.UNKNOWN);
    }

    private void unanswered(Call call, Attempt attempt) {
        switch (call) {
            case Call.Ensure _ ->
                history.possible(
                        "ensure", attempt.begun(), Linearizability.NEVER, state -> Stream.of(state.withUser(id)));
            case Call.Block(boolean byId, String reason) ->
                history.possible(
                        "block for " + reason + (byId ? " by id" : ""),
                        attempt.begun(),
                        Linearizability.NEVER,
                        state -> Stream.of(byId && state.user().isEmpty() ? state : state.withBlock(reason)));
            case Call.Unblock _ ->
                history.possible(
                        "unblock", attempt.begun(), Linearizability.NEVER, state -> Stream.of(state.unblocked()));
            case Call.Resolve _ -> {}
        }
    }

    private void answered(Call call, Attempt attempt) {
        String user = attempt.text("user_id");
        State seen = new State(user, attempt.text("block_reason_code"));
        switch (call) {
            case Call.Ensure _ -> {
                switch (attempt.text("outcome")) {
                    case "created" ->
                        add("ensure", attempt, state -> when(state.equals(State.UNKNOWN), new State(user, "")));
                    case "existing" -> read("ensure", attempt, new State(user, "")::equals);
                    case "blocked" -> read("ensure", attempt, state -> state.isBlocked() && state.equals(seen));
                    default -> read("ensure", attempt, state -> false);
                }
            }
            case Call.Block(boolean byId, String reason) -> {
                String what = "block for " + reason;
                switch (attempt.text("outcome")) {
                    case "blocked" ->
                        add(
                                what,
                                attempt,
                                state ->
                                        when(!state.isBlocked() && state.user().equals(user), state.withBlock(reason)));
                    case "already_blocked" ->
                        read(
                                what,
                                attempt,
                                state -> state.isBlocked() && state.user().equals(user));
                    default ->
                        read(
                                what,
                                attempt,
                                state -> byId
                                        && attempt.status() == 404
                                        && state.user().isEmpty());
                }
            }
            case Call.Unblock _ -> {
                switch (attempt.text("outcome")) {
                    case "unblocked" ->
                        add(
                                "unblock",
                                attempt,
                                state -> when(state.isBlocked() && state.user().equals(user), state.unblocked()));
                    case "not_blocked" -> read("unblock", attempt, new State(user, "")::equals);
                    default -> read("unblock", attempt, state -> false);
                }
            }
            case Call.Resolve _ ->
                read("resolve", attempt, state -> switch (attempt.text("kind")) {
                    case "creatable" -> state.equals(State.UNKNOWN);
                    case "existing" -> state.equals(new State(user, ""));
                    case "blocked" -> state.isBlocked() && state.equals(seen);
                    default -> false;
                });
        }
    }

    private interface Way {
        Stream<State> from(State state);
    }

    private void add(String what, Attempt attempt, Way way) {
        history.completed(what + " told " + attempt.body(), attempt.begun(), attempt.ended(), way::from);
    }

    private void read(String what, Attempt attempt, Predicate<State> fits) {
        history.read(what + " told " + attempt.body(), attempt.begun(), attempt.ended(), fits);
    }

    private static Stream<State> when(boolean fits, State state) {
        return fits ? Stream.of(state) : Stream.empty();
    }
}
