package galaxy.geoprofile.store;

import static galaxy.geoprofile.memory.World.DE;
import static galaxy.geoprofile.memory.World.FR;
import static galaxy.geoprofile.memory.World.PILOT;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.geoprofile.memory.World;
import galaxy.geoprofile.profile.Review.Verdict;
import galaxy.geoprofile.version.VersionSource;
import galaxy.geoprofile.version.VersionState;
import galaxy.testkit.Topology;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Records that another version wrote: what this one does not know is kept and shown, and decides nothing. */
class OtherVersionsIT {
    @Test
    void a_version_keeps_what_is_unknown_wherever_it_moves_and_no_other_gets_it() {
        try (TestStore store = new TestStore(Topology.STAND_ALONE)) {
            World world = store.instance();
            world.set(DE);
            world.propose(FR, VersionSource.OBSERVED, World.request());
            store.editProfile(
                    PILOT,
                    text -> text.replaceFirst("\\{\"number\":1,", "{\"number\":1,\"weight\":11,")
                            .replaceFirst("\\{\"number\":2,", "{\"number\":2,\"weight\":22,"));
            World.done(world.decide(2, Verdict.APPROVE));
            assertThat(store.profile(PILOT))
                    .contains("\"effective\":{\"number\":2,", "\"weight\":22")
                    .doesNotContain("\"weight\":11");
            assertThat(store.versions(PILOT))
                    .singleElement()
                    .asString()
                    .contains("\"number\":1", "\"weight\":11")
                    .doesNotContain("\"weight\":22");
        }
    }

    @Test
    void are_read_and_keep_what_is_unknown_through_writes() {
        try (TestStore store = new TestStore(Topology.STAND_ALONE)) {
            World world = store.instance();
            world.set(DE);
            world.propose(FR, VersionSource.OBSERVED, World.request());
            store.editProfile(
                    PILOT,
                    text -> text.replaceFirst("\\{", "{\"shoe_size\":43,")
                            .replace("\"source\":\"admin\"", "\"source\":\"partner\"")
                            .replace("\"source\":\"observed\"", "\"source\":\"survey\""));
            assertThat(world.profile().effective().orElseThrow().source().code())
                    .isEqualTo("partner");
            assertThat(world.store().readObserved(PILOT).profile()).isEqualTo(world.profile());
            assertThat(world.store()
                            .reviews(VersionState.PROPOSED, Optional.empty(), 10)
                            .items())
                    .singleElement()
                    .satisfies(waiting ->
                            assertThat(waiting.version().source().code()).isEqualTo("survey"));
            world.set(FR);
            assertThat(store.profile(PILOT)).contains("\"shoe_size\":43");
            assertThat(world.profiles.versions(PILOT))
                    .extracting(version -> version.source().code())
                    .containsExactly("admin", "survey", "partner");
        }
    }
}
