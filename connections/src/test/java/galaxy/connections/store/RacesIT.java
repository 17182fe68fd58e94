package galaxy.connections.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.connections.contact.Contact;
import galaxy.connections.link.ContactLink;
import galaxy.connections.link.LinkEvent;
import galaxy.connections.link.LinkLabel;
import galaxy.connections.link.LinkOutcome;
import galaxy.connections.link.LinkRefusal;
import galaxy.connections.link.Links;
import galaxy.connections.link.NewLink;
import galaxy.connections.profile.Profile;
import galaxy.connections.profile.ProfileChange;
import galaxy.connections.profile.ProfileOutcome;
import galaxy.connections.profile.Username;
import galaxy.connections.user.UserRef;
import galaxy.kernel.Cause;
import galaxy.kernel.End;
import galaxy.kernel.IdempotencyKey;
import galaxy.testkit.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Many callers at one moment, each in a thread and on a store of its own. */
@ParameterizedClass
@EnumSource(Topology.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RacesIT {
    private static final int MANY = 20;
    private static final UserRef OWNER = UserRef.of("owner");
    private static final Username NOVA = Username.of("nova");
    private static final Cause CAUSE = new Cause("test", Optional.empty(), Optional.of("request-1"), Optional.empty());

    @Parameter
    private Topology topology;

    private ConnectionsFixture fixture;

    @BeforeParameterizedClassInvocation
    void open() {
        fixture = new ConnectionsFixture(topology, 3);
    }

    @AfterParameterizedClassInvocation
    void close() {
        fixture.close();
    }

    @BeforeEach
    void begin() {
        fixture.begin();
    }

    @Test
    void of_twenty_who_want_one_username_one_gets_it_and_the_others_are_as_before() {
        List<ProfileOutcome> outcomes =
                race(MANY, i -> caller -> caller.profiles().set(user(i), ProfileChange.username(NOVA), CAUSE));
        List<UserRef> winners = outcomes.stream()
                .filter(ProfileOutcome.Done.class::isInstance)
                .map(ProfileOutcome.Done.class::cast)
                .map(done -> done.profile().userId())
                .toList();
        assertThat(winners).hasSize(1);
        assertThat(outcomes)
                .filteredOn(new ProfileOutcome.UsernameTaken()::equals)
                .hasSize(MANY - 1);
        assertThat(fixture.caller().profiles().findByUsername(NOVA).map(Profile::userId))
                .contains(winners.getFirst());
        StoredRecords stored = sweptMustBeClean();
        assertThat(stored.claims).hasSize(1);
        stored.profiles.forEach((user, record) -> assertThat(record.profile().isPresent())
                .isEqualTo(record.userId().equals(winners.getFirst())));
        assertThat(stored.events).hasSize(1);
    }

    @Test
    void of_twenty_who_want_the_last_use_of_a_link_one_gets_it() {
        ContactLink link = make(1, "one");
        List<LinkOutcome<Contact>> outcomes = race(
                MANY, i -> caller -> caller.links().consume(link.token(), user(i), IdempotencyKey.of("one"), CAUSE));
        assertThat(outcomes).filteredOn(LinkOutcome.Done.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(LinkOutcome.<Contact>refused(LinkRefusal.LINK_USED_UP)::equals)
                .hasSize(MANY - 1);
        StoredRecords stored = sweptMustBeClean();
        assertThat(stored.links.get(link.id().value()).useCount()).isEqualTo(1);
        assertThat(stored.contacts).hasSize(1);
    }

    @Test
    void twenty_who_use_a_link_without_a_bound_all_get_their_contact() {
        ContactLink link = make(0, "one");
        List<LinkOutcome<Contact>> outcomes = race(
                MANY, i -> caller -> caller.links().consume(link.token(), user(i), IdempotencyKey.of("one"), CAUSE));
        assertThat(outcomes).allMatch(LinkOutcome.Done.class::isInstance);
        StoredRecords stored = sweptMustBeClean();
        assertThat(stored.links.get(link.id().value()).useCount()).isEqualTo(MANY);
        assertThat(stored.contacts).hasSize(MANY);
    }

    @Test
    void twenty_repetitions_of_one_use_get_one_answer_and_use_the_link_once() {
        ContactLink link = make(5, "one");
        List<LinkOutcome<Contact>> outcomes = race(
                MANY, i -> caller -> caller.links().consume(link.token(), user(1), IdempotencyKey.of("one"), CAUSE));
        assertThat(outcomes).allMatch(LinkOutcome.Done.class::isInstance);
        assertThat(outcomes.stream().distinct()).hasSize(1);
        StoredRecords stored = sweptMustBeClean();
        assertThat(stored.links.get(link.id().value()).useCount()).isEqualTo(1);
        assertThat(stored.linkEvents.get(link.id().value()))
                .extracting(LinkEvent::kind)
                .containsExactly(LinkEvent.Kind.CREATED, LinkEvent.Kind.CONSUMED);
    }

    @Test
    void of_fifty_one_links_made_at_once_one_is_too_many() {
        int tooMany = Links.MOST_LIVE + 1;
        List<LinkOutcome<ContactLink>> outcomes = race(
                tooMany,
                i -> caller -> caller.links().create(OWNER, endless(1), IdempotencyKey.of("request-" + i), CAUSE));
        assertThat(outcomes).filteredOn(LinkOutcome.Done.class::isInstance).hasSize(Links.MOST_LIVE);
        assertThat(outcomes).containsOnlyOnce(LinkOutcome.refused(LinkRefusal.TOO_MANY_LINKS));
        assertThat(fixture.caller()
                        .links()
                        .page(OWNER, Optional.empty(), tooMany)
                        .items())
                .hasSize(Links.MOST_LIVE);
        assertThat(sweptMustBeClean().links).hasSize(Links.MOST_LIVE);
    }

    @Test
    void twenty_repetitions_of_one_request_make_one_link() {
        List<LinkOutcome<ContactLink>> outcomes =
                race(MANY, i -> caller -> caller.links().create(OWNER, endless(1), IdempotencyKey.of("one"), CAUSE));
        assertThat(outcomes).allMatch(LinkOutcome.Done.class::isInstance);
        assertThat(outcomes.stream().distinct()).hasSize(1);
        assertThat(sweptMustBeClean().links).hasSize(1);
    }

    private static NewLink endless(int maxUses) {
        return new NewLink(new End.Never(), maxUses, LinkLabel.NONE);
    }

    private ContactLink make(int maxUses, String request) {
        return switch (fixture.caller().links().create(OWNER, endless(maxUses), IdempotencyKey.of(request), CAUSE)) {
            case LinkOutcome.Done<ContactLink>(ContactLink link) -> link;
            case LinkOutcome.Refused<ContactLink>(LinkRefusal why) -> throw new AssertionError(why);
        };
    }

    private static UserRef user(int i) {
        return UserRef.of("user-" + i);
    }

    private interface Act<A> {
        A by(ConnectionsFixture.Caller caller);
    }

    /** Lets all go at once, and waits for all. */
    private <A> List<A> race(int many, IntFunction<Act<A>> acts) {
        var go = new CountDownLatch(1);
        List<Future<A>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < many; i++) {
                Act<A> act = acts.apply(i);
                ConnectionsFixture.Caller caller = fixture.caller();
                Callable<A> call = () -> {
                    go.await();
                    return act.by(caller);
                };
                running.add(threads.submit(call));
            }
            go.countDown();
            List<A> outcomes = new ArrayList<>();
            for (Future<A> each : running) {
                outcomes.add(each.get());
            }
            return outcomes;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("in a race", e);
        }
    }

    private StoredRecords sweptMustBeClean() {
        fixture.sweep();
        fixture.sweep();
        StoredRecords stored = fixture.look();
        Invariants.mustBeClean(stored);
        return stored;
    }
}
