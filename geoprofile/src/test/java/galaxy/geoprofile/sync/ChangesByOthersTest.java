package galaxy.geoprofile.sync;

import static galaxy.geoprofile.memory.World.DE;
import static galaxy.geoprofile.memory.World.FR;
import static galaxy.geoprofile.memory.World.NL;
import static galaxy.geoprofile.memory.World.PILOT;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.geoprofile.memory.KnownUsers.Fault;
import galaxy.geoprofile.memory.MemoryProfiles;
import galaxy.geoprofile.memory.World;
import galaxy.geoprofile.profile.Change;
import galaxy.geoprofile.profile.Profile;
import galaxy.geoprofile.version.Operation;
import galaxy.kernel.UserId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of changes of a country at users that no version has caused. */
class ChangesByOthersTest {
    private static final String FOREIGN = "request-7";

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

    private void sweepWhenDue() {
        world.clock.set(world.profile().sending().dueAt().orElseThrow());
        world.synchronisation.sweep(PILOT);
    }

    @Test
    void an_own_change_is_nothing_new() {
        world.set(DE);
        Profile before = world.profile();
        world.follow();
        assertThat(world.profile()).isEqualTo(before);
        assertThat(world.reports).doesNotContain("drift");
    }

    @Test
    void the_own_change_of_the_version_that_is_syncing_is_nothing_new() {
        world.users.next(Fault.LOST_RESPONSE);
        world.set(DE);
        Profile before = world.profile();
        world.follow();
        assertThat(world.profile()).isEqualTo(before);
    }

    @Test
    void a_change_by_others_is_counted_and_overwritten_once() {
        world.set(DE);
        world.follow();
        world.users.changeAside(PILOT, NL, Optional.of(FOREIGN));
        world.follow();
        assertThat(world.reports).contains("drift");
        sweepWhenDue();
        assertThat(world.users.country(PILOT)).contains(DE);
        assertThat(keys()).last().isEqualTo("geo:" + PILOT + ":1:r1");
        assertThat(requestIds()).last().isEqualTo("geo." + PILOT + ".1.r1");
        int requests = world.users.received().size();
        world.settle();
        assertThat(world.users.received()).hasSize(requests);
        assertThat(operations()).containsExactly(Operation.PROPOSED, Operation.APPROVED, Operation.EFFECTIVE);
    }

    @Test
    void a_change_without_a_request_id_is_one_by_others() {
        world.set(DE);
        world.follow();
        world.users.changeAside(PILOT, NL, Optional.empty());
        world.settle();
        assertThat(world.users.country(PILOT)).contains(DE);
    }

    @Test
    void every_change_by_others_has_a_key_of_its_own() {
        world.set(DE);
        world.follow();
        for (int i = 1; i <= 3; i++) {
            world.users.changeAside(PILOT, NL, Optional.of(FOREIGN));
            world.settle();
            assertThat(world.users.country(PILOT)).contains(DE);
            assertThat(keys()).last().isEqualTo("geo:" + PILOT + ":1:r" + i);
        }
    }

    @Test
    void a_change_by_others_while_the_repetition_is_under_way_leads_to_another_one() {
        world.set(DE);
        world.follow();
        world.users.changeAside(PILOT, NL, Optional.of(FOREIGN));
        world.follow();
        store.beforeNextWrite(() -> {
            world.users.changeAside(PILOT, FR, Optional.of(FOREIGN));
            world.follow();
        });
        world.synchronisation.advance(PILOT);
        world.settle();
        assertThat(world.users.country(PILOT)).contains(DE);
        assertThat(keys()).last().isEqualTo("geo:" + PILOT + ":1:r2");
    }

    @Test
    void a_change_by_others_while_a_version_is_syncing_is_overwritten_by_that_version() {
        world.set(DE);
        world.users.next(Fault.LOST_RESPONSE);
        world.set(FR);
        world.users.changeAside(PILOT, NL, Optional.of(FOREIGN));
        world.follow();
        world.settle();
        assertThat(world.users.country(PILOT)).contains(FR);
        assertThat(world.effective()).contains(FR);
        assertThat(keys()).last().asString().startsWith("geo:" + PILOT + ":2:r");
    }

    @Test
    void the_effective_country_is_sent_again_when_the_version_that_was_syncing_fails() {
        world.set(DE);
        world.users.next(Fault.LOST_REQUEST, Fault.REFUSED);
        world.set(FR);
        world.users.changeAside(PILOT, NL, Optional.of(FOREIGN));
        world.follow();
        world.settle();
        assertThat(world.users.country(PILOT)).contains(DE);
        assertThat(world.effective()).contains(DE);
    }

    @Test
    void an_event_of_an_older_version_is_foreign_and_is_not_counted() {
        world.set(DE);
        world.set(FR);
        world.synchronisation.changed(PILOT, Optional.of("geo." + PILOT + ".1.r4"));
        assertThat(world.profile().sending().isRepetitionDue()).isTrue();
        assertThat(world.reports).doesNotContain("drift");
    }

    @Test
    void an_event_of_a_user_without_an_approved_version_is_counted_and_leads_to_nothing() {
        world.users.changeAside(PILOT, NL, Optional.of(FOREIGN));
        world.follow();
        assertThat(world.profile()).isEqualTo(Profile.NONE);
        assertThat(world.reports).containsExactly("drift");
    }

    @Test
    void a_request_id_for_another_user_or_of_no_version_is_not_an_own_one() {
        world.set(DE);
        for (String id : List.of(
                "geo." + UserId.of(new byte[UserId.BYTES]) + ".1.1",
                "geo." + PILOT + ".2.1",
                "geo." + PILOT + ".1",
                "geo." + PILOT + ".1.x1",
                "geo." + PILOT + ".99999999999.1")) {
            world.reports.clear();
            world.synchronisation.changed(PILOT, Optional.of(id));
            assertThat(world.reports).as(id).containsExactly("drift");
        }
    }

    @Test
    void a_repetition_that_users_refuse_is_tried_again() {
        world.set(DE);
        world.users.changeAside(PILOT, NL, Optional.of(FOREIGN));
        world.follow();
        world.users.next(Fault.REFUSED);
        world.synchronisation.advance(PILOT);
        assertThat(world.effective()).contains(DE);
        assertThat(world.users.country(PILOT)).contains(NL);
        sweepWhenDue();
        assertThat(world.users.country(PILOT)).contains(DE);
    }

    @Test
    void a_repetition_that_may_be_on_its_way_goes_before_the_next_version() {
        world.set(DE);
        world.follow();
        world.users.changeAside(PILOT, NL, Optional.of(FOREIGN));
        world.follow();
        world.users.next(Fault.LOST_REQUEST);
        world.synchronisation.advance(PILOT);
        SyncTask late = world.users.lost().getFirst();
        world.set(FR);
        assertThat(world.effective()).contains(FR);
        world.users.deliver(late);
        assertThat(world.users.country(PILOT)).contains(FR);
        assertThat(world.users.applied()).containsExactly(1, 1, 2);
    }

    @Test
    void a_repetition_that_users_refuse_does_not_hold_up_the_next_version() {
        world.set(DE);
        world.follow();
        world.users.changeAside(PILOT, NL, Optional.of(FOREIGN));
        world.follow();
        world.users.next(Fault.REFUSED);
        world.set(FR);
        assertThat(world.effective()).contains(FR);
    }

    @Test
    void a_version_that_reached_users_before_they_refused_it_is_overwritten() {
        world.set(DE);
        world.users.next(Fault.LOST_RESPONSE, Fault.REFUSED);
        world.set(FR);
        world.follow();
        assertThat(world.users.country(PILOT)).contains(FR);
        world.settle();
        assertThat(world.effective()).contains(DE);
        assertThat(world.users.country(PILOT)).contains(DE);
    }
}
