package galaxy.connections.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.IdempotencyKey;
import galaxy.connections.link.LinkToken;
import galaxy.connections.profile.Bio;
import galaxy.connections.profile.DisplayName;
import galaxy.connections.profile.ProfileChange;
import galaxy.connections.profile.PublicDetails;
import galaxy.connections.profile.Username;
import galaxy.connections.user.UserRef;
import galaxy.kernel.TryAgainException;
import galaxy.models.Linearizability;
import galaxy.store.ScriptInterceptor;
import galaxy.store.StoreUnavailableException;
import galaxy.testkit.FaultyStep.Crash;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** What the tests of faults and rivals play with: a pilot, a rival, an owner of links, a few names; and a model of it all. */
final class Scene {
    static final UserRef PILOT = UserRef.of("pilot one");
    static final UserRef RIVAL = UserRef.of("rival:ä");
    static final UserRef OWNER = UserRef.of("owner|{1}");
    static final List<UserRef> EVERYONE = List.of(PILOT, RIVAL, OWNER);

    static final Username COMET = Username.of("comet");
    static final Username LYRA = Username.of("lyra");
    static final Username NOVA = Username.of("nova.prime");
    static final Username QUASAR = Username.of("quasar");
    static final Username VEGA = Username.of("vega");
    static final List<Username> NAMES = List.of(COMET, LYRA, NOVA, QUASAR, VEGA);

    static final PublicDetails PLAIN = details("Plain");
    static final PublicDetails FANCY = details("Fancy");

    private static final String REQUEST = "the link";

    final World world;
    private final Witness witness;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<Instant> times = new CopyOnWriteArrayList<>();
    private final AtomicInteger count = new AtomicInteger();
    private Model model = new Model();

    /** What was asked, at which of the times, and what was told, at which. */
    private record Asked(Deed deed, int begun, int firstTime, Optional<Object> told, int ended, int lastTime) {
        private boolean isBeside(Asked other) {
            return begun < other.ended && other.begun < ended;
        }
    }

    Scene(World world) {
        this.world = world;
        world.begin();
        witness = new Witness(world);
        times.add(world.clock.instant());
    }

    private static PublicDetails details(String name) {
        return new PublicDetails(DisplayName.of(name), Optional.empty(), Bio.of(""));
    }

    static Deed username(UserRef user, Username name) {
        return Deed.set(user, ProfileChange.username(name));
    }

    static Deed whole(UserRef user, Username name, PublicDetails details) {
        return Deed.set(user, ProfileChange.all(name, details));
    }

    static Deed shown(UserRef user, PublicDetails details) {
        return Deed.set(user, ProfileChange.details(details));
    }

    /** The owner makes a link, to be found as {@link #link()}. */
    Deed linkFor(int maxUses) {
        return Deed.create(world, OWNER, Optional.empty(), maxUses, REQUEST);
    }

    LinkToken link() {
        return Deed.drawn(world, OWNER, IdempotencyKey.of(REQUEST)).orElseThrow();
    }

    Deed use(UserRef user, String request) {
        return Deed.consume(user, OWNER, link(), request);
    }

    Deed revoke(String request) {
        return Deed.revoke(OWNER, OWNER, link(), request);
    }

    void ask(Deed... deeds) {
        for (Deed deed : deeds) {
            ask(deed, ScriptInterceptor.RUN);
        }
    }

    /** Asks for something; that nobody came back to tell what became of it is kept in mind too. */
    Object ask(Deed deed, ScriptInterceptor steps) {
        int begun = count.incrementAndGet();
        int firstTime = times.size() - 1;
        try {
            Object told = deed.real().apply(world.caller(steps));
            asked.add(new Asked(deed, begun, firstTime, Optional.of(told), count.incrementAndGet(), times.size() - 1));
            return told;
        } catch (Crash | StoreUnavailableException | TryAgainException e) {
            asked.add(new Asked(deed, begun, firstTime, Optional.empty(), Integer.MAX_VALUE, Integer.MAX_VALUE));
            throw e;
        }
    }

    void moveTime() {
        times.add(world.clock.advance(World.GRACE));
    }

    private void sweep() {
        moveTime();
        world.caller().store().work().sweep();
    }

    /** Whatever is half done: nothing contradicts anything, and users are found by the usernames in force alone. */
    void mustBeSafe() {
        Shelf shelf = world.look();
        Invariants.mustBeSafe(shelf);
        World.Caller reader = world.caller();
        for (String claimed : shelf.claims.keySet()) {
            Username name = Username.of(claimed);
            assertThat(reader.profiles().findByUsername(name))
                    .as("who is called %s", name)
                    .isEqualTo(shelf.profiles.values().stream()
                            .flatMap(record -> record.profile().stream())
                            .filter(profile -> profile.isNamed(name))
                            .findFirst());
        }
    }

    /** After the sweeper has been here, and again for the claims that it made itself, nothing is left behind. */
    Shelf sweptMustBeClean() {
        Shelf shelf = world.look();
        for (int round = 0; round < 2 && shelf.hasWork(); round++) {
            sweep();
            shelf = world.look();
        }
        Invariants.mustBeClean(shelf);
        return shelf;
    }

    /** All that was told, and all that can be seen now, is as if one was served after another. */
    void mustAgree() {
        var orders = new Linearizability<Model>();
        asked.forEach(call -> add(orders, call));
        Object after = witness.look(EVERYONE);
        Predicate<Model> isAsSeen =
                imagined -> Witness.imagine(imagined, EVERYONE).equals(after);
        model = orders.from(model, isAsSeen).require(isAsSeen, after);
        asked.clear();
        witness.mustBeCalled(model, NAMES);
        witness.mustShowEvents(model, OWNER, 10);
    }

    /** Whatever was asked happened at a time that the clock showed meanwhile. */
    private void add(Linearizability<Model> orders, Asked call) {
        List<Instant> shown = times.subList(call.firstTime(), Math.min(call.lastTime(), times.size() - 1) + 1);
        Set<UserRef> others = new HashSet<>();
        asked.stream()
                .filter(call::isBeside)
                .forEach(other -> others.addAll(other.deed().touched()));
        others.removeAll(call.deed().touched());
        var way = Linearizability.onCopy(Model::copy, call.deed().ways(shown, others), call.told());
        if (call.told().isPresent()) {
            orders.completed(call.deed().text(), call.begun(), call.ended(), way);
        } else {
            orders.possible(call.deed().text(), call.begun(), Linearizability.NEVER, way);
        }
    }
}
