package galaxy.torture.users;

import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A user that one client makes and that nobody else changes: what every answer must be is known exactly. Belongs to one thread
 * at a time.
 */
final class OwnUser {
    /** How far it has got. */
    enum Stage {
        /** Nothing was told of it. */
        UNKNOWN,
        /** It exists, and all of it is known but what its worlds leave open. */
        KNOWN,
        /** It contradicted itself; that was noted, and no more is expected of it. */
        BROKEN
    }

    /** A request that was told yes or no under its key. */
    private record Remembered(Told told) {}

    private final Client client;
    private final RandomGenerator random;
    private final Findings findings;
    private final Identities identities;
    private final Promise promise;
    private final Dice dice;
    private final String email;
    private final List<Remembered> remembered = new ArrayList<>();
    private Optional<Worlds> worlds = Optional.empty();
    private Stage stage = Stage.UNKNOWN;
    private boolean isOver;

    OwnUser(Client client, Findings findings, Identities identities, Promise promise) {
        this.client = client;
        this.random = client.random();
        this.findings = findings;
        this.identities = identities;
        this.promise = promise;
        this.dice = new Dice(client, promise.oneClock());
        this.email = client.newEmail();
    }

    String email() {
        return email;
    }

    Stage stage() {
        return stage;
    }

    /** Only while it is known. */
    Worlds worlds() {
        return worlds.orElseThrow();
    }

    boolean isBroken() {
        return stage == Stage.BROKEN;
    }

    /** Whether its client has given it up: something was never answered, or it contradicted itself. */
    boolean isOver() {
        return isOver;
    }

    /** Its name, if that is certain. */
    Optional<String> certainName() {
        return stage == Stage.KNOWN && !isOver ? Optional.of(worlds().any().name.toString()) : Optional.empty();
    }

    /** Makes it; now and then the address is blocked before, which must prevent that. */
    void begin() throws InterruptedException {
        if (random.nextInt(12) == 0 && !blockBefore()) {
            isOver = true;
            return;
        }
        String language = Dice.language(random);
        String zone = Dice.zone(random);
        Told told = client.ask(ensure(language, zone));
        Attempt last = told.last();
        if (told.isOpen()) {
            isOver = true;
            return;
        }
        String id = last.text("user_id");
        boolean isMade = last.isYes()
                && !id.isEmpty()
                && (last.text("outcome").equals("created")
                        || (last.text("outcome").equals("existing")
                                && !told.unanswered().isEmpty()));
        findings.checkRecorded("an address that is free and not blocked becomes a user", isMade, told::toString);
        if (!isMade) {
            broken();
            return;
        }
        identities.told(email, id);
        Moment created = Moment.between(told.firstSent() - slack(), last.received() + slack());
        worlds = Optional.of(
                new Worlds(Life.begun(id, email, language, zone, told.request().id(), created), slack()));
        stage = Stage.KNOWN;
        read(told("/users/" + id + "/account"), "a read shows what was acknowledged", Shown::account);
    }

    /** One thing more. */
    void next(List<String> taken) throws InterruptedException {
        int kind = random.nextInt(100);
        if (kind < 58) {
            perform(dice.command(worlds().any()));
        } else if (kind < 62 && !taken.isEmpty()) {
            String name = Naming.lookAlike(Dice.one(taken, random), random);
            perform(new Command.Rename(name, Command.Name.TAKEN));
        } else if (kind < 68) {
            attemptDry(dice.command(worlds().any()));
        } else if (kind < 74 && !remembered.isEmpty()) {
            repeat(Dice.one(remembered, random).told());
        } else if (kind < 76 && !remembered.isEmpty()) {
            reuse(Dice.one(remembered, random).told().request());
        } else if (kind < 80) {
            Told told = client.ask(Nonsense.about(id(), client));
            findings.checkRecorded(
                    "what makes no sense is refused", told.isOpen() || Nonsense.isRefused(told.last()), told::toString);
        } else {
            new OwnReads(this, client).any();
        }
        if (worlds.filter(Worlds::areTooMany).isPresent()) {
            findings.count("users with too many courses to follow");
            broken();
        }
    }

    /** Its client goes on to another; only what must have become of it is kept. */
    void rest() {
        remembered.clear();
    }

    String id() {
        return worlds().any().id;
    }

    /** A look at it must show one of the ways in which it may have lived. */
    void read(Told told, String rule, Function<Life, Object> picture) {
        if (told.isOpen()) {
            return;
        }
        Optional<String> difference = worlds().read(told, picture);
        findings.checkRecorded(rule, difference.isEmpty(), () -> difference.orElse("") + " in " + told);
        if (difference.isPresent()) {
            broken();
        }
    }

    Told told(String path) throws InterruptedException {
        return client.ask(Request.get(client.newRequestId(), path));
    }

    private void perform(Command command) throws InterruptedException {
        Told told = client.ask(command.request(client.newRequestId(), id(), email));
        long from = told.firstSent();
        if (!command.takesKey()) {
            worlds().leaveAfloat(command, told);
            from = told.last().sent();
        }
        if (told.isOpen()) {
            if (command.takesKey()) {
                worlds().left(command, told);
            }
            findings.count("commands that were never answered");
            isOver = true;
            return;
        }
        Optional<String> difference = worlds().answered(command, told, from);
        findings.checkRecorded(
                "an answer is what the acknowledged commands make of it",
                difference.isEmpty(),
                () -> difference.orElse("") + " in " + told);
        if (difference.isPresent()) {
            broken();
        } else if (command.takesKey()) {
            remembered.add(new Remembered(told));
        }
    }

    private void attemptDry(Command command) throws InterruptedException {
        if (!command.canBeDry()) {
            return;
        }
        Told told =
                client.ask(command.request(client.newRequestId(), id(), email).dry());
        if (told.isOpen()) {
            return;
        }
        Optional<String> difference = worlds().foretold(command, told);
        findings.checkRecorded(
                "a trial is told what would come of it",
                difference.isEmpty(),
                () -> difference.orElse("") + " in " + told);
        if (difference.isPresent()) {
            broken();
        }
    }

    private void repeat(Told first) throws InterruptedException {
        Told again = client.ask(first.request().again(client.newRequestId()));
        findings.checkRecorded(
                "one answer per idempotency key",
                again.isOpen()
                        || (again.last().status() == first.last().status()
                                && again.last().body().equals(first.last().body())),
                () -> first + " but then " + again);
    }

    private void reuse(Request old) throws InterruptedException {
        Command other = new Command.Country("IS");
        Request request = other.request(client.newRequestId(), id(), email);
        Told told = client.ask(new Request(request.id(), old.key(), request.path(), request.body(), false));
        findings.checkRecorded(
                "a key is for one request",
                told.isOpen() || told.last().status() == 409,
                () -> told + " after " + old.what());
    }

    /** Blocks the address, sees that it cannot become a user, and lifts the block. */
    private boolean blockBefore() throws InterruptedException {
        String reason = client.newReason();
        Told blocked = client.ask(new Command.Block(false, reason).request(client.newRequestId(), "", email));
        Told ensured = client.ask(ensure("en", "UTC"));
        Told lifted = client.ask(new Command.Unblock(reason).request(client.newRequestId(), "", email));
        // What was sent without an answer may yet be done: then nothing is certain.
        if (blocked.attempts().size()
                        + ensured.attempts().size()
                        + lifted.attempts().size()
                > 3) {
            return false;
        }
        findings.checkRecorded(
                "a block acknowledged before an ensure began prevents creation",
                ensured.last().text("outcome").equals("blocked")
                        && ensured.last().text("block_reason_code").equals(reason)
                        && ensured.last().body().path("user_id").isNull(),
                () -> blocked + " but then " + ensured);
        return lifted.last().text("outcome").equals("unblocked");
    }

    private Request ensure(String language, String zone) {
        return Request.change(client.newRequestId(), "/users/ensure-by-email", Arena.ensureBody(email, language, zone));
    }

    private long slack() {
        return promise.clockSkew().toMillis();
    }

    private void broken() {
        stage = Stage.BROKEN;
        isOver = true;
    }
}
