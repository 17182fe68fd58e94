package galaxy.geoprofile.profile;

import static galaxy.geoprofile.memory.World.COOL_DOWN;
import static galaxy.geoprofile.memory.World.DE;
import static galaxy.geoprofile.memory.World.FR;
import static galaxy.geoprofile.memory.World.NL;
import static galaxy.geoprofile.memory.World.NOON;
import static galaxy.geoprofile.memory.World.OPS;
import static galaxy.geoprofile.memory.World.PILOT;
import static galaxy.geoprofile.memory.World.done;
import static galaxy.geoprofile.memory.World.request;
import static galaxy.geoprofile.version.VersionSource.ADMIN;
import static galaxy.geoprofile.version.VersionSource.OBSERVED;
import static galaxy.geoprofile.version.VersionSource.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.geoprofile.memory.KnownUsers.Fault;
import galaxy.geoprofile.memory.MemoryProfiles;
import galaxy.geoprofile.memory.World;
import galaxy.geoprofile.version.CountryVersion;
import galaxy.geoprofile.version.Operation;
import galaxy.geoprofile.version.VersionState;
import galaxy.kernel.UnavailableException;
import galaxy.kernel.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a proposal. */
class ProposalsTest {
    private static final Duration MILLI = Duration.ofMillis(1);

    private final MemoryProfiles store = new MemoryProfiles();
    private final World world = World.over(store, false);

    private static Outcome refused(Conflict.State state) {
        return new Outcome.Refused(new Conflict(state, Optional.empty()));
    }

    private List<Operation> operations() {
        return store.changes().stream().map(Change::operation).toList();
    }

    @Test
    void a_declaration_waits_for_a_reviewer() {
        CountryVersion version = done(world.propose(DE, USER));
        assertThat(version.number()).isEqualTo(1);
        assertThat(version.state()).isEqualTo(VersionState.PROPOSED);
        assertThat(version.proposal().at()).isEqualTo(NOON);
        assertThat(world.profile().proposed()).contains(version);
        assertThat(operations()).containsExactly(Operation.PROPOSED);
        assertThat(world.users.received()).isEmpty();
    }

    @Test
    void a_user_whom_users_do_not_know_has_no_versions() {
        var stranger = UserId.of(new byte[UserId.BYTES]);
        var proposal = new Propose(DE, ADMIN, World.MOVED, OPS);
        assertThat(world.proposals.propose(stranger, proposal, request())).isEqualTo(new Outcome.UnknownUser());
        assertThat(world.profiles.find(stranger)).isEqualTo(Profile.NONE);
    }

    @Test
    void nothing_is_proposed_while_users_do_not_respond() {
        world.users.down(true);
        assertThatThrownBy(() -> world.propose(DE, USER)).isInstanceOf(UnavailableException.class);
        assertThat(world.profile()).isEqualTo(Profile.NONE);
    }

    @Test
    void users_are_asked_about_a_user_without_versions_alone() {
        CountryVersion first = done(world.propose(DE, USER, request("key", "one")));
        world.users.down(true);
        assertThat(done(world.propose(DE, USER, request("key", "one")))).isEqualTo(first);
        assertThat(done(world.propose(FR, OBSERVED)).number()).isEqualTo(2);
    }

    @Test
    void the_effective_country_cannot_be_proposed_from_any_source() {
        world.set(DE);
        assertThat(world.propose(DE, USER)).isEqualTo(refused(Conflict.State.ALREADY_EFFECTIVE));
        assertThat(world.propose(DE, ADMIN)).isEqualTo(refused(Conflict.State.ALREADY_EFFECTIVE));
        assertThat(world.propose(DE, OBSERVED)).isEqualTo(refused(Conflict.State.ALREADY_EFFECTIVE));
    }

    @Test
    void the_same_proposal_again_is_the_same_version() {
        CountryVersion first = done(world.propose(DE, USER));
        world.clock.advance(Duration.ofHours(1));
        assertThat(done(world.propose(DE, USER))).isEqualTo(first);
        assertThat(operations()).containsExactly(Operation.PROPOSED);
    }

    @Test
    void another_proposal_takes_the_place_of_the_one_that_waits() {
        world.propose(DE, USER);
        CountryVersion second = done(world.propose(DE, OBSERVED));
        assertThat(second.number()).isEqualTo(2);
        CountryVersion first = store.past(PILOT).getFirst();
        assertThat(first.state()).isEqualTo(VersionState.WITHDRAWN);
        assertThat(first.decision().orElseThrow().reason().value()).isEqualTo("replaced");
        assertThat(first.decision().orElseThrow().actor()).isEqualTo(OPS);
        assertThat(operations()).containsExactly(Operation.PROPOSED, Operation.WITHDRAWN, Operation.PROPOSED);
        assertThat(world.profiles.versions(PILOT)).containsExactly(second, first);
    }

    @Test
    void an_administrator_approves_in_the_commit_of_the_proposal() {
        world.propose(FR, USER);
        CountryVersion version = world.set(DE);
        assertThat(version.state()).isEqualTo(VersionState.EFFECTIVE);
        assertThat(version.decision()).contains(version.proposal());
        assertThat(operations())
                .containsExactly(
                        Operation.PROPOSED,
                        Operation.WITHDRAWN,
                        Operation.PROPOSED,
                        Operation.APPROVED,
                        Operation.EFFECTIVE);
    }

    @Test
    void an_administrator_cannot_set_a_country_while_another_is_syncing() {
        world.users.next(Fault.LOST_REQUEST);
        assertThat(world.set(DE).state()).isEqualTo(VersionState.SYNCING);
        assertThat(world.propose(FR, ADMIN)).isEqualTo(refused(Conflict.State.SYNCING));
        assertThat(done(world.propose(FR, USER)).state()).isEqualTo(VersionState.PROPOSED);
    }

    @Test
    void a_user_waits_for_the_end_of_the_cool_down_and_administrators_do_not() {
        world.set(DE);
        world.clock.advance(COOL_DOWN.minus(MILLI));
        assertThat(world.propose(FR, USER)).isEqualTo(new Outcome.Refused(Conflict.coolingDown(NOON.plus(COOL_DOWN))));
        assertThat(done(world.propose(FR, OBSERVED)).state()).isEqualTo(VersionState.PROPOSED);
        world.clock.advance(MILLI);
        assertThat(done(world.propose(NL, USER)).state()).isEqualTo(VersionState.PROPOSED);
        assertThat(done(world.propose(FR, ADMIN)).state()).isEqualTo(VersionState.EFFECTIVE);
    }

    @Test
    void a_proposal_that_was_never_effective_starts_no_cool_down() {
        world.propose(DE, USER);
        world.decide(1, Review.Verdict.REJECT);
        assertThat(done(world.propose(FR, USER)).number()).isEqualTo(2);
    }

    @Test
    void the_policy_approves_a_first_declaration_that_was_observed_on_three_days() {
        World first = World.over(store, true);
        first.observe(DE, 3);
        first.observe(FR, 2);
        CountryVersion version = done(first.propose(DE, USER));
        assertThat(version.state()).isEqualTo(VersionState.EFFECTIVE);
        assertThat(version.decision().orElseThrow().actor()).isEqualTo(ApprovalRules.SERVICE);
        assertThat(store.changes())
                .extracting(change -> change.cause().mutationSource())
                .containsExactly("self_service", "policy", "geo_sync");
    }

    @Test
    void the_policy_leaves_everything_else_to_reviewers() {
        World few = World.over(new MemoryProfiles(), true);
        few.observe(DE, 2);
        assertThat(done(few.propose(DE, USER)).state()).isEqualTo(VersionState.PROPOSED);
        World elsewhere = World.over(new MemoryProfiles(), true);
        elsewhere.observe(DE, 3);
        elsewhere.observe(FR, 4);
        assertThat(done(elsewhere.propose(DE, USER)).state()).isEqualTo(VersionState.PROPOSED);
        World second = World.over(new MemoryProfiles(), true);
        second.propose(FR, USER);
        second.observe(DE, 3);
        assertThat(done(second.propose(DE, USER)).state()).isEqualTo(VersionState.PROPOSED);
        World observed = World.over(new MemoryProfiles(), true);
        observed.observe(DE, 3);
        assertThat(done(observed.propose(DE, OBSERVED)).state()).isEqualTo(VersionState.PROPOSED);
        world.observe(DE, 30);
        assertThat(done(world.propose(DE, USER)).state()).isEqualTo(VersionState.PROPOSED);
    }

    @Test
    void a_repeated_key_gives_the_version_as_it_is_by_then() {
        world.propose(DE, USER, request("key", "one"));
        world.decide(1, Review.Verdict.APPROVE);
        CountryVersion repeated = done(world.propose(DE, USER, request("key", "one")));
        assertThat(repeated.state()).isEqualTo(VersionState.EFFECTIVE);
        world.set(FR);
        assertThat(done(world.propose(DE, USER, request("key", "one"))).state()).isEqualTo(VersionState.SUPERSEDED);
    }

    @Test
    void a_repeated_key_gives_the_first_refusal_for_a_day() {
        world.set(DE);
        Outcome refused = world.propose(FR, USER, request("key", "one"));
        assertThat(refused).isInstanceOf(Outcome.Refused.class);
        world.clock.advance(RecordedResponse.RETENTION.minus(MILLI));
        assertThat(world.propose(FR, USER, request("key", "one"))).isEqualTo(refused);
        assertThat(world.propose(NL, USER, request("key", "two"))).isEqualTo(new Outcome.KeyReused());
        world.clock.set(NOON.plus(COOL_DOWN));
        assertThat(done(world.propose(FR, USER, request("key", "one"))).state()).isEqualTo(VersionState.PROPOSED);
    }

    @Test
    void decides_again_when_another_writer_was_faster() {
        store.beforeNextWrite(() -> world.propose(FR, USER));
        CountryVersion version = done(world.propose(DE, OBSERVED));
        assertThat(version.number()).isEqualTo(2);
        assertThat(store.past(PILOT)).extracting(CountryVersion::number).containsExactly(1);
    }
}
