package galaxy.geoprofile.profile;

import static galaxy.geoprofile.memory.World.DE;
import static galaxy.geoprofile.memory.World.FR;
import static galaxy.geoprofile.memory.World.NL;
import static galaxy.geoprofile.memory.World.PILOT;
import static galaxy.geoprofile.memory.World.done;
import static galaxy.geoprofile.version.VersionSource.OBSERVED;
import static galaxy.geoprofile.version.VersionSource.USER;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.geoprofile.memory.KnownUsers.Fault;
import galaxy.geoprofile.memory.MemoryProfiles;
import galaxy.geoprofile.memory.World;
import galaxy.geoprofile.profile.Review.Verdict;
import galaxy.geoprofile.version.CountryVersion;
import galaxy.geoprofile.version.Failure;
import galaxy.geoprofile.version.VersionState;
import galaxy.kernel.ReasonCode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What decisions of reviewers do. */
class ReviewTest {
    private static final Outcome NOT_PROPOSED = refused(Conflict.State.NOT_PROPOSED);

    private final MemoryProfiles store = new MemoryProfiles();
    private final World world = World.over(store, false);

    private static Outcome refused(Conflict.State state) {
        return new Outcome.Refused(new Conflict(state, Optional.empty()));
    }

    /** Brings version 1 into a state. */
    private void bring(VersionState state) {
        world.propose(DE, USER);
        switch (state.code()) {
            case "syncing" -> {
                world.users.next(Fault.LOST_REQUEST);
                world.decide(1, Verdict.APPROVE);
            }
            case "effective" -> world.decide(1, Verdict.APPROVE);
            case "rejected" -> world.decide(1, Verdict.REJECT);
            case "withdrawn" -> world.decide(1, Verdict.WITHDRAW);
            case "failed" -> {
                world.users.next(Fault.REFUSED);
                world.decide(1, Verdict.APPROVE);
            }
            case "superseded" -> {
                world.decide(1, Verdict.APPROVE);
                world.set(FR);
            }
            default -> throw new AssertionError(state);
        }
        assertThat(version().state()).isEqualTo(state);
    }

    private CountryVersion version() {
        return world.profiles.versions(PILOT).getLast();
    }

    @ParameterizedTest
    @CsvSource({
        "syncing, APPROVE",
        "effective, APPROVE",
        "superseded, APPROVE",
        "failed, APPROVE",
        "rejected, REJECT",
        "withdrawn, WITHDRAW"
    })
    void to_decide_again_in_the_same_way_changes_nothing(VersionState state, Verdict same) {
        bring(state);
        CountryVersion before = version();
        int changes = store.changes().size();
        for (Verdict verdict : Verdict.values()) {
            Outcome outcome = world.decide(1, verdict);
            assertThat(outcome).isEqualTo(verdict == same ? new Outcome.Done(before) : NOT_PROPOSED);
        }
        assertThat(store.changes()).hasSize(changes);
        assertThat(version()).isEqualTo(before);
    }

    @Test
    void a_state_that_only_a_newer_version_knows_decides_nothing() {
        CountryVersion proposed =
                CountryVersion.proposed(1, DE, USER, new CountryVersion.Step(World.NOON, World.OPS, World.MOVED));
        var held = new CountryVersion(
                1,
                DE,
                USER,
                new VersionState("held"),
                proposed.proposal(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Profile profile = Profile.NONE.with(held);
        for (Verdict verdict : Verdict.values()) {
            assertThat(new Review(1, verdict, World.MOVED, World.OPS).decide(held, profile, World.CAUSE, World.NOON))
                    .isEqualTo(new Decision.Refused(Conflict.of(Conflict.State.NOT_PROPOSED)));
        }
    }

    @Test
    void a_decision_names_the_reviewer_and_the_reason() {
        bring(VersionState.REJECTED);
        assertThat(version().decision())
                .contains(new CountryVersion.Step(World.NOON, World.OPS, ReasonCode.of("checked")));
        assertThat(version().endedAt()).contains(World.NOON);
        assertThat(world.profile().proposed()).isEmpty();
    }

    @Test
    void a_version_that_is_approved_becomes_effective_and_the_former_is_superseded() {
        world.set(FR);
        done(world.propose(DE, OBSERVED));
        CountryVersion version = done(world.decide(2, Verdict.APPROVE));
        assertThat(version.state()).isEqualTo(VersionState.EFFECTIVE);
        assertThat(world.effective()).contains(DE);
        assertThat(world.users.country(PILOT)).contains(DE);
        assertThat(store.past(PILOT))
                .singleElement()
                .satisfies(former -> assertThat(former.state()).isEqualTo(VersionState.SUPERSEDED))
                .satisfies(former -> assertThat(former.endedAt()).isEqualTo(version.effectiveAt()));
    }

    @Test
    void a_version_that_users_refuse_has_failed_and_the_former_stays() {
        world.set(FR);
        world.propose(DE, OBSERVED);
        world.users.next(Fault.REFUSED);
        CountryVersion failed = done(world.decide(2, Verdict.APPROVE));
        assertThat(failed.state()).isEqualTo(VersionState.FAILED);
        assertThat(failed.failure()).contains(Failure.REFUSED);
        assertThat(world.effective()).contains(FR);
    }

    @Test
    void a_version_that_users_have_not_acknowledged_is_not_shown_as_effective() {
        world.set(FR);
        world.propose(DE, OBSERVED);
        world.users.next(Fault.LOST_RESPONSE);
        assertThat(done(world.decide(2, Verdict.APPROVE)).state()).isEqualTo(VersionState.SYNCING);
        assertThat(world.users.country(PILOT)).contains(DE);
        assertThat(world.effective()).contains(FR);
    }

    @Test
    void a_second_version_is_not_approved_before_the_fate_of_the_first_is_known() {
        bring(VersionState.SYNCING);
        world.propose(FR, OBSERVED);
        assertThat(world.decide(2, Verdict.APPROVE)).isEqualTo(refused(Conflict.State.SYNCING));
        world.settle();
        assertThat(done(world.decide(2, Verdict.APPROVE)).state()).isEqualTo(VersionState.EFFECTIVE);
        assertThat(world.users.country(PILOT)).contains(FR);
    }

    @Test
    void a_number_that_was_never_given_is_unknown() {
        world.propose(DE, USER);
        assertThat(world.decide(2, Verdict.APPROVE)).isEqualTo(new Outcome.UnknownVersion());
        assertThat(world.decide(0, Verdict.WITHDRAW)).isEqualTo(new Outcome.UnknownVersion());
    }

    @ParameterizedTest
    @EnumSource
    void one_of_two_reviewers_wins(Verdict first) {
        for (Verdict second : Verdict.values()) {
            MemoryProfiles shared = new MemoryProfiles();
            World both = World.over(shared, false);
            both.propose(NL, USER);
            shared.beforeNextWrite(() -> both.decide(1, first));
            Outcome outcome = both.decide(1, second);
            assertThat(outcome instanceof Outcome.Done).isEqualTo(first == second);
            assertThat(shared.changes())
                    .filteredOn(change -> change.cause().equals(World.CAUSE))
                    .hasSize(2);
        }
    }
}
