package galaxy.torture.users;

import static java.util.Objects.requireNonNull;

import galaxy.models.users.Command;
import galaxy.models.users.Command.Kind;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.History;
import galaxy.torture.workload.Observed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A few e-mail addresses and race names that all clients compete for. Thread-safe. */
final class Contest {
    static final String EMAIL = "the history of an e-mail address is linearizable";
    static final String EMAIL_LEFT = "an address is left as the last of its history left it";
    static final String NAME = "the history of a race name is linearizable";
    static final String NAME_LEFT = "a name is left as the last of its history left it";

    /** Of no user that a response named. */
    private static final String UNKNOWN = "unknown";

    static final String RESOLVE = "/user-resolutions/by-email";
    static final String LOOK_UP = "/user-lookups/by-race-name";

    private static final int SIZE = 3;
    private static final int MOST_PLACES = 200_000;
    private static final Map<String, String> SETTINGS = Map.of("preferred_language", "en", "time_zone", "UTC");
    private static final List<String> REASONS = List.of("contest_red", "contest_blue");
    private static final String PROFILE_CHANGED = "user.profile.changed";
    private static final List<String> CREATED =
            List.of(PROFILE_CHANGED, "user.settings.changed", "user.entitlement.changed");

    final Map<String, History<EmailState>> emails = new TreeMap<>();
    final Map<String, History<NameState>> names = new TreeMap<>();
    private final Client.Shared shared;

    Contest(long number, Client.Shared shared) {
        this.shared = shared;
        for (int i = 0; i < SIZE; i++) {
            emails.put(shared.naming().sharedEmail(number, i), new History<>(EmailState.UNKNOWN, MOST_PLACES));
            names.put(shared.naming().sharedName(number, i), new History<>(NameState.FREE, MOST_PLACES));
        }
    }

    void visit(Client client) throws InterruptedException {
        String email = client.choices.any(List.copyOf(emails.keySet()));
        Optional<String> user = Optional.ofNullable(shared.ids().get(email));
        int kind = client.choices.below(20);
        if (kind < 8 && user.isPresent()) {
            visitName(client, user.get());
        } else if (kind < 13) {
            ensured(email, client.ensure(email, SETTINGS));
        } else if (kind < 15) {
            String reason = client.choices.any(REASONS);
            Command block = command(Kind.BLOCK, reason);
            boolean byId = user.isPresent() && client.choices.percent(50);
            Command sent = byId ? block : block.with("email", email);
            blocked(email, reason, byId, client.send(sent, user.orElse("")));
        } else if (kind < 18) {
            unblocked(email, client.send(command(Kind.UNBLOCK, "contest_over").with("email", email), ""));
        } else {
            resolved(email, client.query(RESOLVE, "email", email));
        }
    }

    private static Command command(Kind kind, String reason) {
        return Command.of(kind, "reason_code", reason, "actor", RandomCommands.ACTOR);
    }

    void ensured(String email, Observed<Response> observed) {
        add(email, "ensure", observed, state -> state.ensured(shared.ids().getOrDefault(email, UNKNOWN)), "created");
    }

    /** @param byId whether the request named the user; without one it is refused */
    void blocked(String email, String reason, boolean byId, Observed<Response> observed) {
        String text = "block for " + reason + (byId ? " by id" : "");
        add(email, text, observed, state -> byId ? state.blockedById(reason) : state.blocked(reason), "blocked");
    }

    void unblocked(String email, Observed<Response> observed) {
        add(email, "unblock", observed, EmailState::unblocked, "unblocked");
    }

    private void resolved(String email, Observed<Response> observed) {
        add(email, "resolve", observed, EmailState::resolved, "");
    }

    /** Each attempt is an operation of its own, for none has a key; with the outcome {@code change} it changed something. */
    private void add(
            String email,
            String text,
            Observed<Response> observed,
            Function<EmailState, EmailState.Response> request,
            String change) {
        Response response = Response.of(observed);
        String id = response.text("user_id");
        if (!id.isEmpty()) {
            shared.identified(email, id, shared.context().findings());
        }
        boolean isChange = !change.isEmpty() && response.text("outcome").equals(change);
        Predicate<EmailState> explains = state -> request.apply(state).isSeen(response.status(), response::text);
        Function<EmailState, Stream<EmailState>> after =
                state -> Stream.of(request.apply(state).after());
        requireNonNull(emails.get(email)).write(text, observed, isChange, explains, after);
        boolean isCreation = change.equals("created");
        int least = isChange && !id.isEmpty() ? 1 : 0;
        int most = least + observed.unclear().size();
        if (most > 0 && !change.isEmpty()) {
            List<String> types = isCreation ? CREATED : List.of("user.block.changed");
            types.forEach(type -> shared.events().expect(observed.request(), type, least, isCreation ? 1 : most));
        }
    }

    private void visitName(Client client, String user) throws InterruptedException {
        String name = client.choices.any(List.copyOf(names.keySet()));
        String spelling = client.choices.below(3) == 0 ? client.choices.any(Naming.otherSpellings(name)) : name;
        switch (client.choices.below(5)) {
            case 0 -> lookedUp(name, spelling, client.query(LOOK_UP, "race_name", spelling));
            case 1 -> read(user, client.get("/users/" + user));
            default -> renamed(user, name, spelling, client.send(RandomCommands.rename(spelling), user));
        }
    }

    void lookedUp(String name, String spelling, Observed<Response> observed) {
        String id = Response.of(observed).text("user_id");
        requireNonNull(names.get(name))
                .read("%s is the name of '%s'".formatted(spelling, id), observed, state -> state.isFound(id, spelling));
    }

    private void read(String user, Observed<Response> observed) {
        String spelling = Response.of(observed).text("race_name");
        names.forEach((name, history) -> {
            boolean isIt = spelling.equals(name) || Naming.otherSpellings(name).contains(spelling);
            Predicate<NameState> explains = state ->
                    isIt ? state.isFound(user, spelling) : !state.user().equals(user);
            history.read(user + " has the name " + spelling, observed, explains);
        });
    }

    /** A user was to take a name, and to leave any other. */
    void renamed(String user, String name, String spelling, Observed<Response> observed) {
        // A user whose address is blocked is refused whatever the name is.
        boolean isForUser = Response.of(observed).status() == 403;
        names.forEach((each, history) -> {
            if (each.equals(name)) {
                Predicate<NameState> refuses = state -> isForUser || state.isRefusedTo(user);
                List<Function<NameState, Stream<NameState>>> steps =
                        List.of(state -> state.claimed(user), state -> state.taken(user, spelling));
                history.once(user + " takes " + spelling, observed, refuses, steps);
            } else {
                Function<NameState, Stream<NameState>> leave = state -> Stream.of(state.leftBy(user));
                history.once(user + " leaves", observed, state -> true, List.of(leave));
            }
        });
        if (observed.refusal().isEmpty()) {
            // None if the name was the user's already.
            shared.events().expect(observed.request(), PROFILE_CHANGED, 0, 1);
        }
    }

    /** Reads what the addresses and names are in the end, and looks for orders that explain everything. */
    void check(Client reader, Findings findings) throws InterruptedException {
        for (var each : emails.entrySet()) {
            resolved(each.getKey(), reader.query(RESOLVE, "email", each.getKey()));
            each.getValue().check(EMAIL, each.getKey(), state -> true, findings);
        }
        for (var each : names.entrySet()) {
            lookedUp(each.getKey(), each.getKey(), reader.query(LOOK_UP, "race_name", each.getKey()));
            each.getValue().check(NAME, each.getKey(), state -> state.claimer().isEmpty(), findings);
        }
    }

    /** Compares what the store has with how everything may have ended. */
    void check(UserRecords records, Findings findings) {
        emails.forEach((email, history) -> {
            EmailState now = records.email(email);
            // Where no response named the user it may be any.
            Set<EmailState> either = Set.of(now, new EmailState(UNKNOWN, now.block()));
            history.check(EMAIL_LEFT, email + " is " + now, either::contains, findings);
        });
        names.forEach((name, history) -> {
            NameState now = records.name(name);
            history.check(NAME_LEFT, name + " is " + now, now::equals, findings);
        });
    }
}
