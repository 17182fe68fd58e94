package galaxy.geoprofile.store;

import static galaxy.geoprofile.memory.World.DE;
import static galaxy.geoprofile.memory.World.FR;
import static galaxy.geoprofile.memory.World.PILOT;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.geoprofile.memory.KnownUsers.Fault;
import galaxy.geoprofile.memory.World;
import galaxy.geoprofile.profile.ProfileStore.Waiting;
import galaxy.geoprofile.version.CountryVersion;
import galaxy.geoprofile.version.VersionSource;
import galaxy.geoprofile.version.VersionState;
import galaxy.store.EventStream.Entry;
import galaxy.testkit.Topology;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What lists versions that wait. */
@ParameterizedClass
@EnumSource(Topology.class)
class ReviewIndexIT {
    @Parameter
    Topology topology;

    private TestStore store;
    private World world;

    @BeforeEach
    void start() {
        store = new TestStore(topology);
        world = store.instance();
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private List<Integer> waiting(VersionState state) {
        return world.store().reviews(state, Optional.empty(), 10).items().stream()
                .map(Waiting::version)
                .map(CountryVersion::number)
                .toList();
    }

    @Test
    void a_version_is_listed_while_it_waits() {
        world.propose(DE, VersionSource.OBSERVED);
        assertThat(waiting(VersionState.PROPOSED)).containsExactly(1);
        store.users.next(Fault.LOST_REQUEST);
        world.set(FR);
        assertThat(waiting(VersionState.PROPOSED)).isEmpty();
        assertThat(waiting(VersionState.SYNCING)).containsExactly(2);
        assertThat(store.geo().syncing()).isEqualTo(1);
        world.settle();
        assertThat(waiting(VersionState.SYNCING)).isEmpty();
        assertThat(store.geo().syncing()).isZero();
    }

    @Test
    void an_event_of_a_user_whose_profile_cannot_be_read_is_passed_over_and_reported() {
        world.set(DE);
        store.damageProfile(PILOT);
        var fields = Map.of("type", "user.declared_country.changed", "subject", PILOT.value(), "data", "{}");
        new CountryEvents(world.synchronisation, world).read(new Entry("5-0", fields));
        assertThat(world.reports)
                .last()
                .asString()
                .startsWith("a stored record that the event at 5-0 needs cannot be read: ");
    }

    @Test
    void it_is_filled_from_the_profiles_of_a_store_that_was_written_for_other_shards() {
        world.propose(DE, VersionSource.OBSERVED);
        store.deleteReviews();
        assertThat(waiting(VersionState.PROPOSED)).isEmpty();
        store.reopen();
        store.geo().prepare();
        world = store.instance();
        assertThat(waiting(VersionState.PROPOSED)).containsExactly(1);
        store.deleteReviews();
        store.geo().prepare();
        assertThat(waiting(VersionState.PROPOSED)).as("once for these shards").isEmpty();
        assertThat(world.profiles.find(PILOT).proposed()).isPresent();
    }
}
