package galaxy.connections.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.connections.link.LinkToken;
import galaxy.connections.profile.Bio;
import galaxy.connections.profile.DisplayName;
import galaxy.connections.profile.ProfileChange;
import galaxy.connections.profile.PublicDetails;
import galaxy.connections.profile.Username;
import galaxy.connections.user.UserRef;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.TryAgainException;
import galaxy.store.ScriptInterceptor;
import galaxy.store.StoreUnavailableException;
import galaxy.testkit.FaultyStep.Crash;
import galaxy.testkit.model.Linearizability;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** The users, names and links of the tests of faults and concurrent writers, with a model of them. */
final class Scenario {
    static final UserRef PILOT = UserRef.of("pilot one");
    static final UserRef OTHER = UserRef.of("other:ä");
    static final UserRef OWNER = UserRef.of("owner|{1}");
    static final List<UserRef> EVERYONE = List.of(PILOT, OTHER, OWNER);

    static final Username COMET = Username.of("comet");
    static final Username LYRA = Username.of("lyra");
    static final Username NOVA = Username.of("nova.prime");
    static final Username QUASAR = Username.of("quasar");
    static final Username VEGA = Username.of("vega");
    static final List<Username> NAMES = List.of(COMET, LYRA, NOVA, QUASAR, VEGA);

    static final PublicDetails PLAIN = details("Plain");
    static final PublicDetails FANCY = details("Fancy");

    private static final String REQUEST = "the link";

    final ConnectionsFixture fixture;
    private final Observer observer;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<Instant> times = new CopyOnWriteArrayList<>();
    private final AtomicInteger count = new AtomicInteger();
    private ModelWithEvents model = new ModelWithEvents();

    /** An operation, when it began, its result, and when it ended. */
    private record Asked(
            Operation operation, int begun, int firstTime, Optional<Object> result, int ended, int lastTime) {
        private boolean isBeside(Asked other) {
            return begun < other.ended && other.begun < ended;
        }
    }

    Scenario(ConnectionsFixture fixture) {
        this.fixture = fixture;
        fixture.begin();
        observer = new Observer(fixture);
        times.add(fixture.clock.instant());
    }

    private static PublicDetails details(String name) {
        return new PublicDetails(DisplayName.of(name), Optional.empty(), Bio.of(""));
    }

    static Operation username(UserRef user, Username name) {
        return Operation.set(user, ProfileChange.username(name));
    }

    static Operation whole(UserRef user, Username name, PublicDetails details) {
        return Operation.set(user, ProfileChange.all(name, details));
    }

    static Operation shown(UserRef user, PublicDetails details) {
        return Operation.set(user, ProfileChange.details(details));
    }

    /** The owner makes a link, to be found as {@link #link()}. */
    Operation linkFor(int maxUses) {
        return Operation.create(fixture, OWNER, Optional.empty(), maxUses, REQUEST);
    }

    LinkToken link() {
        return LinkToken.of(Operation.drawn(fixture, OWNER, IdempotencyKey.of(REQUEST))
                .orElseThrow()
                .getToken());
    }

    Operation use(UserRef user, String request) {
        return Operation.consume(user, OWNER, link(), request);
    }

    Operation revoke(String request) {
        return Operation.revoke(OWNER, OWNER, link(), request);
    }

    void ask(Operation... operations) {
        for (Operation operation : operations) {
            ask(operation, ScriptInterceptor.RUN);
        }
    }

    /** Runs an operation and records it, also when its result is unknown. */
    Object ask(Operation operation, ScriptInterceptor steps) {
        int begun = count.incrementAndGet();
        int firstTime = times.size() - 1;
        try {
            Object result = operation.real().apply(fixture.caller(steps));
            asked.add(new Asked(
                    operation, begun, firstTime, Optional.of(result), count.incrementAndGet(), times.size() - 1));
            return result;
        } catch (Crash | StoreUnavailableException | TryAgainException e) {
            asked.add(new Asked(operation, begun, firstTime, Optional.empty(), Integer.MAX_VALUE, Integer.MAX_VALUE));
            throw e;
        }
    }

    void moveTime() {
        times.add(fixture.clock.advance(ConnectionsFixture.GRACE));
    }

    private void sweep() {
        moveTime();
        fixture.caller().store().work().sweep();
    }

    /** Between any two steps nothing contradicts anything, and users are found by the usernames in force alone. */
    void mustBeSafe() {
        StoredRecords stored = fixture.look();
        Invariants.mustBeSafe(stored);
        ConnectionsFixture.Caller reader = fixture.caller();
        for (String claimed : stored.claims.keySet()) {
            Username name = Username.of(claimed);
            assertThat(reader.profiles().findByUsername(name))
                    .as("who is called %s", name)
                    .isEqualTo(stored.profiles.values().stream()
                            .flatMap(record -> record.profile().stream())
                            .filter(profile -> profile.isNamed(name))
                            .findFirst());
        }
    }

    /** After the sweeper has been here, and again for the claims that it made itself, nothing is left behind. */
    StoredRecords sweptMustBeClean() {
        StoredRecords stored = fixture.look();
        for (int round = 0; round < 2 && stored.hasWork(); round++) {
            sweep();
            stored = fixture.look();
        }
        Invariants.mustBeClean(stored);
        return stored;
    }

    /** All results, and all that can be read now, are as if the operations ran one after another. */
    void mustAgree() {
        var orders = new Linearizability<ModelWithEvents>();
        asked.forEach(call -> add(orders, call));
        Object after = observer.look(EVERYONE);
        Predicate<ModelWithEvents> isAsSeen =
                imagined -> Observer.imagine(imagined, EVERYONE).equals(after);
        model = orders.from(model, isAsSeen).require(isAsSeen, after);
        asked.clear();
        observer.mustBeCalled(model, NAMES);
        observer.mustShowEvents(model, OWNER, 10);
    }

    /** Whatever was asked happened at a time that the clock showed meanwhile. */
    private void add(Linearizability<ModelWithEvents> orders, Asked call) {
        List<Instant> shown = times.subList(call.firstTime(), Math.min(call.lastTime(), times.size() - 1) + 1);
        Set<UserRef> others = new HashSet<>();
        asked.stream()
                .filter(call::isBeside)
                .forEach(other -> others.addAll(other.operation().touched()));
        others.removeAll(call.operation().touched());
        var way = Linearizability.onCopy(ModelWithEvents::copy, call.operation().ways(shown, others), call.result());
        if (call.result().isPresent()) {
            orders.completed(call.operation().text(), call.begun(), call.ended(), way);
        } else {
            orders.possible(call.operation().text(), call.begun(), Linearizability.NEVER, way);
        }
    }
}
