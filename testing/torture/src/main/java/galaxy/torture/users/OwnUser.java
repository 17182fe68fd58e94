package galaxy.torture.users;

import galaxy.models.Expected;
import galaxy.models.Generated;
import galaxy.models.Moment;
import galaxy.models.users.Command;
import galaxy.models.users.Command.Kind;
import galaxy.models.users.Restriction;
import galaxy.models.users.UserJson;
import galaxy.models.users.UserModel;
import galaxy.torture.users.Api.Request;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A user that one client creates and no other client changes: every response is known exactly. Not thread-safe. */
final class OwnUser {
    private static final String READ = "a read shows what was acknowledged";

    /** The number of reads; the first finds the user by its name. */
    private static final int READS = 9;

    final String email;
    private final Client client;
    private final Findings findings;
    private final long skew;
    private final RandomCommands commands;

    /** Commands that have a response under their key. */
    private final List<Keyed> keyed = new ArrayList<>();

    /** What it may be; empty before it is created, and once it has contradicted itself, which was noted. */
    private Optional<PossibleUsers> possible = Optional.empty();

    /** Whether its client leaves it: it was not created, a command had no response, or it contradicted itself. */
    private boolean isOver = true;

    private record Keyed(Request request, Observed<Response> observed) {}

    OwnUser(Client client) {
        this.client = client;
        this.email = client.newEmail();
        this.findings = client.shared.context().findings();
        this.skew = client.shared.context().promise().clockSkew().toMillis();
        this.commands = new RandomCommands(client);
    }

    Optional<PossibleUsers> possible() {
        return possible;
    }

    boolean isOver() {
        return isOver;
    }

    /** Creates it; now and then the address is blocked before, which must prevent that. */
    void create() throws InterruptedException {
        if (client.below(12) == 0 && !blockBefore()) {
            return;
        }
        Map<String, Object> settings = commands.settings();
        Observed<Response> created = client.ensure(email, settings);
        if (created.isOpen()) {
            return;
        }
        String id = Response.of(created).text("user_id");
        String outcome = Response.of(created).text("outcome");
        boolean isCreated = !id.isEmpty()
                && (outcome.equals("created")
                        || (outcome.equals("existing") && !created.unclear().isEmpty()));
        findings.checkRecorded("an address that is free and not blocked becomes a user", isCreated, created::toString);
        if (isCreated) {
            client.shared.identities().add(email, id, findings);
            long first = created.attempts().getFirst().sent();
            Moment at = Moment.between(first - skew, created.last().received() + skew);
            Map<String, Object> profile =
                    Expected.object("user_id", id, "email", email, "race_name", new Generated("player-"));
            UserModel user = UserModel.created(Expected.merge(profile, settings), created.request(), at);
            possible = Optional.of(new PossibleUsers(user, skew));
            isOver = false;
            readAccount(client.get("/users/" + id + "/account"));
        }
    }

    /** Does one thing more. */
    void next() throws InterruptedException {
        int kind = client.below(100);
        if (kind < 58) {
            perform(commands.any(user(), email), false);
        } else if (kind < 62 && !client.names.isEmpty()) {
            String name = Naming.lookAlike(client.choices.any(client.names), client.choices.random());
            perform(RandomCommands.rename(name).whereNameIsTaken(), false);
        } else if (kind < 68) {
            Command command = commands.any(user(), email);
            if (command.kind().canBeDry()) {
                perform(command, true);
            }
        } else if (kind < 74 && !keyed.isEmpty()) {
            repeat(client.choices.any(keyed));
        } else if (kind < 76 && !keyed.isEmpty()) {
            reuseKey(client.choices.any(keyed).request());
        } else if (kind < 80) {
            Observed<Response> observed = client.send(commands.invalid(user().id()));
            boolean isRefused = RandomCommands.isRefusedAsInvalid(Response.of(observed));
            findings.checkRecorded("an invalid request is refused", observed.isOpen() || isRefused, observed::toString);
        } else {
            read(client.below(READS), client, client.below(3) == 0 ? 1 + client.below(4) : 200);
        }
        if (possible.filter(PossibleUsers::areTooMany).isPresent()) {
            findings.count("users that may be too many things to follow");
            forget();
        }
    }

    /** Its client leaves it. Only what it may be is kept, and its name is returned if that is certain. */
    Optional<String> leave() {
        keyed.clear();
        return possible.filter(users -> !isOver).map(users -> users.any().name());
    }

    /** Reads everything back that stays known whatever the name is. */
    void readAll(Client reader) throws InterruptedException {
        for (int i = 1; i < READS && possible.isPresent(); i++) {
            read(i, reader, 3);
        }
    }

    /**
     * One of the reads that there are.
     *
     * @param size of the pages of a list
     */
    private void read(int which, Client reader, int size) throws InterruptedException {
        String path = "/users/" + user().id();
        switch (which) {
            case 0 -> readAccount(reader.query(Contest.LOOK_UP, "race_name", user().name()));
            case 1 -> readAccount(reader.query("/user-lookups/by-email", "email", email));
            case 2 -> readAccount(reader.get(path + "/account"));
            case 3 -> readAccount(reader.get(path));
            case 4 -> read(READ, reader.query(Contest.RESOLVE, "email", email), UserJson::resolution);
            case 5 ->
                read(
                        "eligibility is what the acknowledged commands lead to",
                        reader.get(path + "/eligibility"),
                        UserJson::eligibility);
            case 6 -> readList(reader.walk(path + "/entitlement-periods?", size, findings), UserJson::periods);
            case 7 ->
                readList(
                        reader.walk(path + "/sanctions?", size, findings),
                        user -> UserJson.history(user, Restriction.SANCTION));
            default ->
                readList(
                        reader.walk(path + "/limits?", size, findings),
                        user -> UserJson.history(user, Restriction.LIMIT));
        }
    }

    /** What was read must be one of the things that it may be. */
    void readAccount(Observed<Response> observed) {
        read(READ, observed, UserJson::account);
    }

    private void readList(Observed<Response> list, Function<UserModel, List<Object>> items) {
        read(
                "a history has every record, once and in order",
                list,
                user -> Expected.object("items", items.apply(user)));
    }

    private void read(String rule, Observed<Response> observed, Function<UserModel, Object> json) {
        if (!observed.isOpen() && possible.isPresent()) {
            long from = observed.last().sent();
            long to = observed.last().received();
            verify(rule, observed, possible.get().read(Response.of(observed).body(), from, to, json));
        }
    }

    private void verify(String rule, Observed<Response> observed, Optional<String> difference) {
        findings.checkRecorded(rule, difference.isEmpty(), () -> difference.orElse("") + " in " + observed);
        if (difference.isPresent()) {
            forget();
        }
    }

    /** It contradicted itself: no more is expected of it. */
    private void forget() {
        possible = Optional.empty();
        isOver = true;
    }

    private UserModel user() {
        return possible.orElseThrow().any();
    }

    private void perform(Command command, boolean isDry) throws InterruptedException {
        Request request = Request.of(client.newRequestId(), command, user().id());
        Observed<Response> observed = client.send(isDry ? request.dry() : request);
        Optional<String> difference = possible.orElseThrow().responded(command, observed, isDry);
        if (!observed.isOpen()) {
            verify(
                    isDry
                            ? "a dry run returns what the command would"
                            : "a response is what the acknowledged commands lead to",
                    observed,
                    difference);
            if (request.key().isPresent() && !isDry && !isOver) {
                keyed.add(new Keyed(request, observed));
            }
        } else if (!isDry) {
            findings.count("commands without a response");
            isOver = true;
        }
    }

    private void repeat(Keyed first) throws InterruptedException {
        Observed<Response> again = client.send(first.request().again(client.newRequestId()));
        findings.checkRecorded(
                "one response per idempotency key",
                again.isOpen() || Response.of(again).equals(Response.of(first.observed())),
                () -> first.observed() + " but then " + again);
    }

    private void reuseKey(Request old) throws InterruptedException {
        Command other = Command.of(Kind.SYNC_COUNTRY, "declared_country", "IS");
        Request request = Request.of(client.newRequestId(), other, user().id());
        Observed<Response> observed =
                client.send(new Request(request.id(), old.key(), request.path(), request.body(), false));
        findings.checkRecorded(
                "a key is for one request",
                observed.isOpen() || Response.of(observed).status() == 409,
                () -> observed + " after " + old);
    }

    /** Blocks the address, sees that it cannot become a user, and removes the block. */
    private boolean blockBefore() throws InterruptedException {
        Command block = commands.admin(Kind.BLOCK, "email", email);
        Observed<Response> blocked = client.send(block, "");
        Observed<Response> ensured = client.ensure(email, commands.settings());
        Observed<Response> unblocked = client.send(commands.admin(Kind.UNBLOCK, "email", email), "");
        // An attempt without a response may still be carried out: then nothing is certain.
        for (Observed<Response> each : List.of(blocked, ensured, unblocked)) {
            if (each.attempts().size() > 1) {
                return false;
            }
        }
        Object reason = block.body().get("reason_code");
        Response response = Response.of(ensured);
        findings.checkRecorded(
                "a block acknowledged before an ensure began prevents creation",
                response.text("outcome").equals("blocked")
                        && response.text("block_reason_code").equals(reason)
                        && response.body().path("user_id").isNull(),
                () -> blocked + " but then " + ensured);
        return Response.of(unblocked).text("outcome").equals("unblocked");
    }
}
