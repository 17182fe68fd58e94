package galaxy.torture.users;

import galaxy.models.Expected;
import galaxy.models.Generated;
import galaxy.models.Moment;
import galaxy.models.users.Command;
import galaxy.models.users.Command.Kind;
import galaxy.models.users.Restriction;
import galaxy.models.users.UserJson;
import galaxy.models.users.UserModel;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Observed;
import galaxy.torture.workload.RecordSet;
import galaxy.torture.workload.Workload.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A user that one client creates and no other client changes: every response is known exactly. Not thread-safe. */
final class OwnUser {
    static final String READ = "a read shows what was acknowledged";
    static final String ELIGIBLE = "eligibility is what the acknowledged commands lead to";
    static final String BLOCKED = "a block acknowledged before an ensure began prevents creation";

    private static final int READS = 9;

    final String email;
    private final Client client;
    private final Findings findings;
    private final Identities identities;
    private final long skew;
    private final RandomCommands commands;

    /** Commands that have a response under their key. */
    private final List<Keyed> keyed = new ArrayList<>();

    /** What it may be; empty before it is created, and once it has contradicted itself, which was noted. */
    private Optional<PossibleUsers> possible = Optional.empty();

    /** Whether its client leaves it: it was not created, a command had no response, or it contradicted itself. */
    private boolean isOver = true;

    private record Keyed(Request request, Observed<Response> observed) {}

    @FunctionalInterface
    private interface Read {
        void run() throws InterruptedException;
    }

    OwnUser(Client client, Context context, Identities identities) {
        this.client = client;
        this.email = client.newEmail();
        this.findings = context.findings();
        this.identities = identities;
        this.skew = context.promise().clockSkew().toMillis();
        this.commands = new RandomCommands(client, context.promise().oneClock());
    }

    Optional<PossibleUsers> possible() {
        return possible;
    }

    boolean isOver() {
        return isOver;
    }

    /** Creates it; now and then the address is blocked before, which must prevent that. */
    void create() throws InterruptedException {
        if (client.random.nextInt(12) == 0 && !blockBefore()) {
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
            identities.add(email, id, findings);
            long first = created.attempts().getFirst().sent();
            Moment at = Moment.between(first - skew, created.last().received() + skew);
            Map<String, Object> profile =
                    Expected.object("user_id", id, "email", email, "race_name", new Generated("player-"));
            UserModel user = UserModel.created(Expected.merge(profile, settings), created.request(), at);
            possible = Optional.of(new PossibleUsers(user, skew));
            isOver = false;
            read(READ, client.get("/users/" + id + "/account"), UserJson::account);
        }
    }

    /** Does one thing more. */
    void next(List<String> takenNames) throws InterruptedException {
        int kind = client.random.nextInt(100);
        if (kind < 58) {
            perform(command());
        } else if (kind < 62 && !takenNames.isEmpty()) {
            String name = Naming.lookAlike(client.any(takenNames), client.random);
            perform(RandomCommands.rename(name).whereNameIsTaken());
        } else if (kind < 68) {
            performDry(command());
        } else if (kind < 74 && !keyed.isEmpty()) {
            repeat(client.any(keyed));
        } else if (kind < 76 && !keyed.isEmpty()) {
            reuseKey(client.any(keyed).request());
        } else if (kind < 80) {
            Observed<Response> observed = client.send(commands.invalid(id()));
            boolean isRefused = RandomCommands.isRefusedAsInvalid(Response.of(observed));
            findings.checkRecorded("an invalid request is refused", observed.isOpen() || isRefused, observed::toString);
        } else {
            client.any(reads(client, client.random.nextInt(3) == 0 ? 1 + client.random.nextInt(4) : 200))
                    .run();
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
        if (possible.isEmpty()) {
            return;
        }
        for (Read read : reads(reader, 3).subList(2, READS)) {
            if (possible.isPresent()) {
                read.run();
            }
        }
    }

    /** Every read that there is. */
    private List<Read> reads(Client reader, int size) {
        String user = "/users/" + id();
        return List.of(
                () -> read(READ, reader.query("/user-lookups/by-race-name", "race_name", name()), UserJson::account),
                () -> read(READ, reader.query("/user-lookups/by-email", "email", email), UserJson::account),
                () -> read(READ, reader.get(user + "/account"), UserJson::account),
                () -> read(READ, reader.get(user), UserJson::account),
                () -> read(READ, reader.query("/user-resolutions/by-email", "email", email), UserJson::resolution),
                () -> read(ELIGIBLE, reader.get(user + "/eligibility"), UserJson::eligibility),
                () -> history(reader, user + "/entitlement-periods?", size, UserJson::periods),
                () -> history(reader, user + "/sanctions?", size, each -> UserJson.history(each, Restriction.SANCTION)),
                () -> history(reader, user + "/limits?", size, each -> UserJson.history(each, Restriction.LIMIT)));
    }

    private void history(Client reader, String path, int size, Function<UserModel, List<Object>> expected)
            throws InterruptedException {
        List<Observed<Response>> pages = new ArrayList<>();
        Optional<List<JsonNode>> items = reader.walk(path, size, findings, pages::add);
        Observed<Response> whole = pages.getLast();
        if (items.isPresent()) {
            ObjectNode body = RecordSet.JSON.createObjectNode();
            body.putArray("items").addAll(items.get());
            whole = Response.composed(body, pages.getFirst(), pages.getLast());
        }
        read(
                "a history has every record, once and in order",
                whole,
                user -> Expected.object("items", expected.apply(user)));
    }

    /** What was read must be one of the things that it may be. */
    void read(String rule, Observed<Response> observed, Function<UserModel, Object> json) {
        if (!observed.isOpen()) {
            verify(rule, observed, users().read(observed, json));
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

    private PossibleUsers users() {
        return possible.orElseThrow();
    }

    private String id() {
        return users().any().id();
    }

    private String name() {
        return users().any().name();
    }

    private Command command() {
        return commands.any(users().any(), email);
    }

    private void perform(Command command) throws InterruptedException {
        boolean takesKey = command.kind().takesKey();
        Request request = Request.of(client.newRequestId(), command, id());
        Observed<Response> observed = client.send(request);
        long from = (takesKey ? observed.attempts().getFirst() : observed.last()).sent();
        if (!takesKey || observed.isOpen()) {
            users().addPending(command, observed);
        }
        if (observed.isOpen()) {
            findings.count("commands without a response");
            isOver = true;
            return;
        }
        verify(
                "a response is what the acknowledged commands lead to",
                observed,
                users().responded(command, observed, from));
        if (takesKey && !isOver) {
            keyed.add(new Keyed(request, observed));
        }
    }

    private void performDry(Command command) throws InterruptedException {
        if (command.kind().canBeDry()) {
            Observed<Response> observed =
                    client.send(Request.of(client.newRequestId(), command, id()).dry());
            if (!observed.isOpen()) {
                verify("a dry run returns what the command would", observed, users().responded(command, observed));
            }
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
        Request other =
                Request.of(client.newRequestId(), Command.of(Kind.SYNC_COUNTRY, "declared_country", "IS"), id());
        Observed<Response> observed =
                client.send(new Request(other.id(), old.key(), other.path(), other.body(), false));
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
        Command unblock = commands.admin(Kind.UNBLOCK, "email", email);
        Observed<Response> unblocked = client.send(unblock, "");
        // An attempt without a response may still be carried out: then nothing is certain.
        if (blocked.attempts().size()
                        + ensured.attempts().size()
                        + unblocked.attempts().size()
                > 3) {
            return false;
        }
        Object reason = block.fields().get("reason_code");
        Response response = Response.of(ensured);
        findings.checkRecorded(
                BLOCKED,
                response.text("outcome").equals("blocked")
                        && response.text("block_reason_code").equals(reason)
                        && response.body().path("user_id").isNull(),
                () -> blocked + " but then " + ensured);
        return Response.of(unblocked).text("outcome").equals("unblocked");
    }
}
