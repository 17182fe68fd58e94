package galaxy.auth.flow;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.auth.challenge.ChallengeId;
import galaxy.auth.challenge.ConfirmCode.Outcome;
import galaxy.testkit.Topology;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How often the store is asked: each time waits for the disk, where others write. */
class RoundTripsIT {
    /** Two reads, and the attempt, the proof, the user and the session. */
    private static final long CONFIRMATION = 2 + 4;

    /** The challenge with its limits; the sessions of the user with the one that is active, and the new one. */
    private static final long RECORDS_READ = 2 + 3;

    @Test
    void a_confirmation_reads_twice_and_commits_four_times_and_a_list_reads_once() {
        try (World world = new World(Topology.STAND_ALONE, 1)) {
            var first = world.signIn(World.EMAIL, 1);
            ChallengeId id = world.challenge(World.EMAIL);
            Map<String, Long> confirmed = EqualWorkIT.calls(
                    () -> assertThat(world.confirm(id, World.credential(2))).isInstanceOf(Outcome.SignedIn.class));
            assertThat(confirmed)
                    .containsEntry("evalsha", CONFIRMATION)
                    .containsEntry("get", RECORDS_READ)
                    .doesNotContainKey("mget");
            Map<String, Long> repeated = EqualWorkIT.calls(
                    () -> assertThat(world.confirm(id, World.credential(2))).isInstanceOf(Outcome.SignedIn.class));
            assertThat(repeated).containsEntry("evalsha", 3L).doesNotContainKey("mget");
            Map<String, Long> listed = EqualWorkIT.calls(
                    () -> assertThat(world.active(first.userId())).hasSize(2));
            assertThat(listed).containsOnly(Map.entry("evalsha", 1L), Map.entry("get", 3L));
        }
    }
}
