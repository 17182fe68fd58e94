package galaxy.torture.users;

import galaxy.models.users.Command;
import galaxy.models.users.Command.Kind;
import galaxy.models.users.Restriction;
import galaxy.models.users.UserJson;
import galaxy.models.users.UserModel;
import galaxy.testkit.http.RestClient;
import galaxy.testkit.model.Expected;
import galaxy.testkit.model.Generated;
import galaxy.testkit.model.Moment;
import galaxy.torture.users.Api.Request;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** A user that one client creates and no other client changes: every response is known exactly. Not thread-safe. */
final class OwnUser {
    static final String READ = "a read shows what was acknowledged";

    private static final String DONE = "a response is what the acknowledged commands lead to";
    private static final String DRY = "a dry run returns what the command would";
    private static final String LISTED = "a history has every record, once and in order";
    private static final String ELIGIBLE = "eligibility is what the acknowledged commands lead to";

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

    /** Whether its client leaves it: it was not created, its last command may still be carried out, or it contradicted itself. */
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

    Optional<String> id() {
        return possible.map(users -> users.any().id());
    }

    boolean isOver() {
        return isOver;
    }

    void create() throws InterruptedException {
        Map<String, Object> settings = commands.settings();
        Observed<Response> created = client.ensure(email, settings);
        if (created.isOpen()) {
            return;
        }
        String id = Response.of(created).text("user_id");
        String outcome = Response.of(created).text("outcome");
        boolean mayExist = outcome.equals("existing") && !created.unclear().isEmpty();
        boolean isCreated = !id.isEmpty() && (outcome.equals("created") || mayExist);
        findings.checkRecorded("an address that is free and not blocked becomes a user", isCreated, created);
        if (isCreated) {
            client.shared.identified(email, id, findings);
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

    void next() throws InterruptedException {
        int kind = client.choices.below(100);
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
            Observed<Response> observed = commands.sendInvalid(user().id());
            boolean isRefused = observed.isRefused("invalid_request") || observed.isRefused("user_not_found");
            findings.checkRecorded("an invalid request is refused", observed.isOpen() || isRefused, observed);
        } else {
            read(client.choices.below(READS), client, client.choices.below(3) == 0 ? 1 + client.choices.below(4) : 200);
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

    /** One of the reads that there are; of a list, in pages of this size. */
    private void read(int which, Client reader, int size) throws InterruptedException {
        String path = "/users/" + user().id();
        switch (which) {
            case 0 -> readAccount(reader.query(Contest.LOOK_UP, "race_name", user().name()));
            case 1 -> readAccount(reader.query("/user-lookups/by-email", "email", email));
            case 2 -> readAccount(reader.get(path + "/account"));
            case 3 -> readAccount(reader.get(path));
            case 4 -> read(READ, reader.query(Contest.RESOLVE, "email", email), UserJson::resolution);
            case 5 -> read(ELIGIBLE, reader.get(path + "/eligibility"), UserJson::eligibility);
            case 6 -> readList(reader, "entitlement-periods", size, UserJson::periods);
            case 7 -> readList(reader, "sanctions", size, user -> UserJson.history(user, Restriction.SANCTION));
            default -> readList(reader, "limits", size, user -> UserJson.history(user, Restriction.LIMIT));
        }
    }

    private void readList(Client reader, String list, int size, Function<UserModel, Object> items)
            throws InterruptedException {
        String path = "/users/%s/%s?".formatted(user().id(), list);
        long from = System.currentTimeMillis();
        Optional<List<JsonNode>> all = reader.walk(path, size, findings, findings::checkRecorded);
        long to = System.currentTimeMillis();
        all.ifPresent(found -> check(LISTED, RestClient.JSON.valueToTree(found), from, to, items));
    }

    private void readAccount(Observed<Response> observed) {
        read(READ, observed, UserJson::account);
    }

    private void read(String rule, Observed<Response> observed, Function<UserModel, Object> json) {
        if (!observed.isOpen()) {
            long from = observed.last().sent();
            check(rule, Response.of(observed).body(), from, observed.last().received(), json);
        }
    }

    /** What was read between two times must be one of the things that it may be. */
    void check(String rule, JsonNode read, long from, long to, Function<UserModel, Object> json) {
        possible.ifPresent(users -> verify(rule, read, users.read(read, from, to, json)));
    }

    private void verify(String rule, Object observed, Optional<String> difference) {
        findings.checkRecorded(rule, difference.isEmpty(), difference, observed);
        if (difference.isPresent()) {
            // It contradicted itself: no more is expected of it.
            possible = Optional.empty();
            isOver = true;
        }
    }

    private UserModel user() {
        return possible.orElseThrow().any();
    }

    private void perform(Command command, boolean isDry) throws InterruptedException {
        Request request = Request.of(client.newRequestId(), command, user().id());
        Observed<Response> observed = client.send(isDry ? request.dry() : request);
        Optional<String> difference = possible.orElseThrow().responded(command, observed, isDry);
        if (!observed.isOpen()) {
            verify(isDry ? DRY : DONE, observed, difference);
            // A request that is refused for its values uses up no key.
            if (request.key().isPresent() && !isDry && !isOver && !observed.isRefused("invalid_request")) {
                keyed.add(new Keyed(request, observed));
            }
        } else if (!isDry) {
            findings.count("commands without a response");
        }
        isOver |= possible.filter(PossibleUsers::isPending).isPresent();
    }

    private void repeat(Keyed first) throws InterruptedException {
        Observed<Response> again = client.send(first.request().again(client.newRequestId()));
        boolean isSame = again.isOpen() || Response.of(again).equals(Response.of(first.observed()));
        findings.checkRecorded("one response per idempotency key", isSame, first.observed(), again);
    }

    private void reuseKey(Request old) throws InterruptedException {
        Command other = Command.of(Kind.SYNC_COUNTRY, "declared_country", "IS");
        Request request = Request.post(client.newRequestId(), other.path(user().id()), other.fields(), false);
        Observed<Response> observed = client.send(request.withKey(old.key().orElseThrow()));
        boolean isRefused = observed.isOpen() || Response.of(observed).status() == 409;
        findings.checkRecorded("a key is for one request", isRefused, observed, old);
    }
}
