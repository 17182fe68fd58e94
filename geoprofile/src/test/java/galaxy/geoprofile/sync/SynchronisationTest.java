package galaxy.geoprofile.sync;

import static galaxy.geoprofile.memory.World.DE;
import static galaxy.geoprofile.memory.World.FR;
import static galaxy.geoprofile.memory.World.NL;
import static galaxy.geoprofile.memory.World.NOON;
import static galaxy.geoprofile.memory.World.PILOT;
import static galaxy.geoprofile.memory.World.done;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.geoprofile.memory.KnownUsers.Fault;
import galaxy.geoprofile.memory.MemoryProfiles;
import galaxy.geoprofile.memory.World;
import galaxy.geoprofile.profile.Change;
import galaxy.geoprofile.profile.Review.Verdict;
import galaxy.geoprofile.version.CountryVersion;
import galaxy.geoprofile.version.Failure;
import galaxy.geoprofile.version.Operation;
import galaxy.geoprofile.version.VersionSource;
import galaxy.geoprofile.version.VersionState;
import galaxy.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How users learn of versions, and what happens when something goes wrong on the way. */
class SynchronisationTest {
    private final MemoryProfiles store = new MemoryProfiles();
    private final World world = World.over(store, false);

    private List<String> requestIds() {
        return world.users.received().stream().map(SyncTask::requestId).toList();
    }

    private List<String> keys() {
        return world.users.received().stream().map(SyncTask::idempotencyKey).toList();
    }

    private List<Operation> operations() {
        return store.changes().stream().map(Change::operation).toList();
    }

    private Instant dueAt() {
        return world.profile().sending().dueAt().orElseThrow();
    }

    private void sweepWhenDue() {
        world.clock.set(dueAt());
        world.synchronisation.sweep(PILOT);
    }

    @Test
    void each_attempt_has_the_same_key_and_a_request_id_of_its_own() {
        world.users.next(Fault.LOST_RESPONSE, Fault.LOST_RESPONSE);
        world.set(DE);
        sweepWhenDue();
        sweepWhenDue();
        String user = PILOT.value();
        assertThat(keys()).containsOnly("geo:" + user + ":1");
        assertThat(requestIds())
                .containsExactly("geo." + user + ".1.1", "geo." + user + ".1.2", "geo." + user + ".1.3");
        assertThat(world.effective()).contains(DE);
        assertThat(world.reports).containsExactly("unknown", "unknown", "acknowledged");
    }

    @Test
    void the_next_attempt_comes_after_1_2_4_and_so_on_to_300_seconds() {
        var schedule = new SyncSchedule(new Random(1));
        int[] seconds = {1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300};
        for (int i = 0; i < seconds.length; i++) {
            for (int many = 0; many < 1000; many++) {
                long millis = schedule.waitAfter(i + 1).toMillis();
                assertThat(millis).isBetween(800L * seconds[i], 1200L * seconds[i]);
            }
        }
        assertThat(schedule.waitAfter(Integer.MAX_VALUE)).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6));
    }

    @Test
    void nothing_is_sent_before_it_is_due() {
        world.users.next(Fault.LOST_REQUEST);
        world.set(DE);
        world.clock.set(dueAt().minusMillis(1));
        world.synchronisation.sweep(PILOT);
        world.synchronisation.advance(PILOT);
        assertThat(world.users.received()).isEmpty();
        world.clock.advance(Duration.ofMillis(1));
        world.synchronisation.advance(PILOT);
        assertThat(world.users.received()).hasSize(1);
    }

    @Test
    void while_users_are_down_for_an_hour_nothing_is_effective_and_then_once() {
        world.propose(DE, VersionSource.OBSERVED);
        world.users.down(true);
        world.decide(1, Verdict.APPROVE);
        Instant end = NOON.plus(Duration.ofHours(1));
        while (dueAt().isBefore(end)) {
            sweepWhenDue();
            assertThat(world.effective()).isEmpty();
        }
        world.users.down(false);
        sweepWhenDue();
        assertThat(world.effective()).contains(DE);
        assertThat(operations()).containsExactly(Operation.PROPOSED, Operation.APPROVED, Operation.EFFECTIVE);
        assertThat(world.profile().sending().dueAt()).isEmpty();
    }

    @Test
    void a_late_duplicate_of_an_older_version_changes_nothing() {
        world.users.next(Fault.LOST_RESPONSE);
        world.set(DE);
        sweepWhenDue();
        SyncTask first = world.users.received().getFirst();
        assertThat(world.set(FR).number()).isEqualTo(2);
        world.users.deliver(first);
        assertThat(world.users.country(PILOT)).contains(FR);
        world.settle();
        assertThat(world.users.country(PILOT)).contains(FR);
        assertThat(world.effective()).contains(FR);
    }

    @Test
    void a_late_duplicate_whose_key_users_have_forgotten_is_overwritten() {
        world.set(DE);
        SyncTask first = world.users.received().getFirst();
        world.set(FR);
        world.users.forgetKeys();
        world.users.deliver(first);
        assertThat(world.users.country(PILOT)).contains(DE);
        world.settle();
        assertThat(world.users.country(PILOT)).contains(FR);
    }

    @Test
    void a_user_whom_users_no_longer_know_fails_the_version() {
        SyncTask stranger = new SyncTask(UserId.of(new byte[UserId.BYTES]), 1, DE, Optional.empty(), 1);
        assertThat(world.users.sync(stranger)).isEqualTo(new UserCountries.Response.Refused(Failure.USER_NOT_FOUND));
        world.users.next(Fault.REFUSED);
        assertThat(world.set(DE).failure()).contains(Failure.REFUSED);
        assertThat(operations()).containsExactly(Operation.PROPOSED, Operation.APPROVED, Operation.FAILED);
        assertThat(world.profile().sending().dueAt()).isEmpty();
        assertThat(world.set(DE).state()).isEqualTo(VersionState.EFFECTIVE);
    }

    @Test
    void the_result_of_a_task_that_has_ended_is_dropped() {
        world.users.next(Fault.LOST_REQUEST);
        world.set(DE);
        world.clock.set(dueAt());
        // Another instance makes the same attempt between the response of users and the commit.
        store.beforeNextWrite(() -> world.synchronisation.advance(PILOT));
        world.synchronisation.advance(PILOT);
        assertThat(operations()).containsExactly(Operation.PROPOSED, Operation.APPROVED, Operation.EFFECTIVE);
    }

    @Test
    void another_instance_goes_on_after_a_crash_behind_each_step() {
        // Behind step 1: approved, nothing sent.
        world.users.next(Fault.LOST_REQUEST);
        world.set(DE);
        world.settle();
        assertThat(world.effective()).contains(DE);
        // Behind step 2: users have it, and no one has written that.
        world.users.next(Fault.LOST_RESPONSE);
        world.set(FR);
        world.settle();
        assertThat(world.effective()).contains(FR);
        assertThat(store.past(PILOT)).extracting(CountryVersion::state).containsExactly(VersionState.SUPERSEDED);
        // Behind step 3 nothing is left to do.
        assertThat(done(world.propose(NL, VersionSource.ADMIN)).state()).isEqualTo(VersionState.EFFECTIVE);
        assertThat(store.due(world.clock.instant())).isEmpty();
    }
}
