package galaxy.geoprofile.store;

import static galaxy.geoprofile.memory.World.DE;
import static galaxy.geoprofile.memory.World.FR;
import static galaxy.geoprofile.memory.World.PILOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import galaxy.geoprofile.memory.KnownUsers;
import galaxy.geoprofile.memory.World;
import galaxy.geoprofile.profile.Review.Verdict;
import galaxy.geoprofile.sync.SyncTask;
import galaxy.geoprofile.version.CountryVersion;
import galaxy.geoprofile.version.VersionSource;
import galaxy.geoprofile.version.VersionState;
import galaxy.kernel.UnavailableException;
import galaxy.store.ScriptInterceptor;
import galaxy.store.StoreUnavailableException;
import galaxy.testkit.FaultyStep;
import galaxy.testkit.FaultyStep.Fault;
import galaxy.testkit.Topology;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A fault at every script of an approval, together with each fault of users. */
@ParameterizedClass
@EnumSource(Topology.class)
class SyncFaultsIT {
    @Parameter
    Topology topology;

    @ParameterizedTest
    @EnumSource
    void users_and_the_effective_version_agree_once_it_is_quiet(Fault fault) {
        for (List<KnownUsers.Fault> ofUsers : List.of(
                List.<KnownUsers.Fault>of(),
                List.of(KnownUsers.Fault.LOST_REQUEST),
                List.of(KnownUsers.Fault.LOST_RESPONSE))) {
            int steps = 0;
            boolean happened = true;
            while (happened) {
                happened = faulty(fault, steps, ofUsers);
                steps++;
            }
            assertThat(steps).as("scripts of an approval under " + fault).isGreaterThan(2);
        }
    }

    private boolean faulty(Fault fault, int at, List<KnownUsers.Fault> ofUsers) {
        try (var store = new TestStore(topology)) {
            World other = store.instance();
            other.set(FR);
            other.propose(DE, VersionSource.OBSERVED);
            other.settle();
            store.users.next(ofUsers.toArray(KnownUsers.Fault[]::new));
            var step = new FaultyStep(
                    at,
                    fault,
                    () -> new StoreUnavailableException(StoreUnavailableException.Fate.UNKNOWN, "planted", null),
                    () -> other.synchronisation.sweep(PILOT));
            approve(store, step);
            assertAgreed(store, other, step);
            return step.happened();
        }
    }

    private static void approve(TestStore store, FaultyStep step) {
        World faulty = store.instance(new ScriptInterceptor() {
            @Override
            public <T> T around(String script, Supplier<T> send) {
                return step.around(script, send);
            }
        });
        try {
            faulty.decide(2, Verdict.APPROVE);
        } catch (FaultyStep.Crash | UnavailableException expected) {
            assertThat(step.happened()).isTrue();
        }
    }

    private static void assertAgreed(TestStore store, World other, FaultyStep step) {
        other.settle();
        other.decide(2, Verdict.APPROVE);
        other.settle();
        step.deliverLate();
        List<SyncTask> sent = store.users.received();
        sent.forEach(store.users::deliver);
        other.settle();
        assertThat(other.effective()).contains(DE);
        assertThat(store.users.country(PILOT)).contains(DE);
        assertThat(other.profiles.versions(PILOT))
                .extracting(CountryVersion::number, CountryVersion::state)
                .containsExactly(tuple(2, VersionState.EFFECTIVE), tuple(1, VersionState.SUPERSEDED));
        assertThat(other.store().past(PILOT)).hasSize(1);
        assertThat(other.profile().sending().dueAt()).isEmpty();
    }
}
