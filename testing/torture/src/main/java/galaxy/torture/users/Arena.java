package galaxy.torture.users;

import galaxy.models.users.Command;
import galaxy.models.users.Command.Kind;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Observed;
import galaxy.torture.workload.RequestedEvents;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A few e-mail addresses and race names that all clients compete for, for a while. Thread-safe. */
final class Arena {
    private static final int EMAILS = 3;
    private static final int NAMES = 3;
    private static final int VISITS = 48;
    private static final int EVENTS_OF_CREATION = 3;
    private static final Map<String, String> SETTINGS = Map.of("preferred_language", "en", "time_zone", "UTC");
    private static final List<String> REASONS = List.of("arena_red", "arena_blue");

    final long number;
    final List<SharedEmail> emails;
    final List<SharedName> names;
    private final Identities identities;
    private final Findings findings;
    private final RequestedEvents events;
    private final AtomicInteger entered = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger();

    /** @param events gets the events of each request that may have led to any */
    Arena(long number, Naming naming, Identities identities, Findings findings, RequestedEvents events) {
        this.number = number;
        this.emails = IntStream.range(0, EMAILS)
                .mapToObj(i -> new SharedEmail(naming.sharedEmail(number, i), identities))
                .toList();
        this.names = IntStream.range(0, NAMES)
                .mapToObj(i -> new SharedName(naming.sharedName(number, i)))
                .toList();
        this.identities = identities;
        this.findings = findings;
        this.events = events;
    }

    /** Lets a client in, unless enough have been there. */
    boolean enter() {
        return entered.incrementAndGet() <= VISITS;
    }

    /** Lets a client out; true for the last of all. */
    boolean leave() {
        return left.incrementAndGet() == VISITS;
    }

    /** A client that was let in does one thing. */
    void visit(Client client) throws InterruptedException {
        SharedEmail shared = client.any(emails);
        Optional<String> user = identities.of(shared.email);
        int kind = client.random.nextInt(20);
        if (kind < 8 && user.isPresent()) {
            visitName(client, user.get());
        } else if (kind < 13) {
            Observed<Response> observed = client.ensure(shared.email, SETTINGS);
            shared.ensured(observed);
            observe(shared, observed, "created", EVENTS_OF_CREATION);
        } else if (kind < 15) {
            block(client, shared, user.filter(id -> client.random.nextBoolean()));
        } else if (kind < 18) {
            Command unblock = command(Kind.UNBLOCK, "arena_over").with("email", shared.email);
            Observed<Response> observed = client.send(unblock, "");
            shared.unblocked(observed);
            observe(shared, observed, "unblocked", 1);
        } else {
            Observed<Response> observed = client.query("/user-resolutions/by-email", "email", shared.email);
            shared.resolved(observed);
            observe(shared, observed, "", 0);
        }
    }

    private void block(Client client, SharedEmail shared, Optional<String> user) throws InterruptedException {
        String reason = client.any(REASONS);
        Command block = command(Kind.BLOCK, reason);
        Observed<Response> observed =
                user.isPresent() ? client.send(block, user.get()) : client.send(block.with("email", shared.email), "");
        shared.blocked(reason, user.isPresent(), observed);
        observe(shared, observed, "blocked", 1);
    }

    private static Command command(Kind kind, String reason) {
        return Command.of(kind, "reason_code", reason, "actor", RandomCommands.ACTOR);
    }

    private void visitName(Client client, String user) throws InterruptedException {
        SharedName shared = client.any(names);
        // Few spellings, so that some are the same.
        String spelling = client.random.nextInt(3) == 0 ? shared.name.toUpperCase(Locale.ROOT) : shared.name;
        switch (client.random.nextInt(5)) {
            case 0 -> shared.lookedUp(spelling, client.query("/user-lookups/by-race-name", "race_name", spelling));
            case 1 -> {
                Observed<Response> observed = client.get("/users/" + user);
                names.forEach(each -> each.read(user, observed));
            }
            default -> {
                Observed<Response> observed = client.send(RandomCommands.rename(spelling), user);
                shared.taken(user, spelling, observed);
                names.stream().filter(each -> !each.equals(shared)).forEach(each -> each.left(user, observed));
                if (observed.isOpen() || observed.isDone()) {
                    // None if the name was the user's already.
                    events.expect(observed.request(), "event", 0, 1);
                }
            }
        }
    }

    /** @param change the outcome of a response that tells of so many events */
    private void observe(SharedEmail shared, Observed<Response> observed, String change, int count) {
        String id = Response.of(observed).text("user_id");
        if (!id.isEmpty()) {
            identities.add(shared.email, id, findings);
        }
        boolean isChange = Response.of(observed).text("outcome").equals(change);
        int least = isChange && !id.isEmpty() ? count : 0;
        int most = Math.min(
                least + count * observed.unclear().size(), count == EVENTS_OF_CREATION ? count : Integer.MAX_VALUE);
        if (most > 0) {
            events.expect(observed.request(), "event", least, most);
        }
    }
}
