package galaxy.geoprofile.sync;

import static galaxy.geoprofile.memory.World.DE;
import static galaxy.geoprofile.memory.World.FR;
import static galaxy.geoprofile.memory.World.NL;
import static galaxy.geoprofile.memory.World.PILOT;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.geoprofile.memory.KnownUsers;
import galaxy.geoprofile.memory.MemoryObservations;
import galaxy.geoprofile.memory.MemoryProfiles;
import galaxy.geoprofile.memory.World;
import galaxy.geoprofile.profile.ApprovalRules;
import galaxy.geoprofile.profile.Change;
import galaxy.geoprofile.profile.Profile;
import galaxy.geoprofile.profile.Review.Verdict;
import galaxy.geoprofile.version.CountryVersion;
import galaxy.geoprofile.version.Operation;
import galaxy.geoprofile.version.VersionSource;
import galaxy.geoprofile.version.VersionState;
import galaxy.kernel.CountryCode;
import galaxy.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random schedules of two instances: proposals, reviews and attempts that overtake each other, lost requests and responses, late
 * duplicates, keys that users forget, changes by others, and events that are followed late and twice.
 */
class RandomSchedulesTest {
    private static final int SCHEDULES = 2000;
    private static final int STEPS = 40;
    private static final List<CountryCode> COUNTRIES = List.of(DE, FR, NL);

    /** What can happen to one version, as its events in their order. */
    private static final String LIFE = "proposed( (rejected|withdrawn|approved( (effective( superseded)?|failed))?))?";

    @Test
    void once_it_is_quiet_users_have_the_effective_country_and_every_version_has_one_life() {
        for (int seed = 0; seed < SCHEDULES; seed++) {
            new Schedule(seed).run();
        }
    }

    /** One of them. */
    private static final class Schedule {
        private final int seed;

        /** Whether users forget no key and refuse nothing: then no version is ever written over a newer one. */
        private final boolean isInOrder;

        private final Random random;
        private final MemoryProfiles store = new MemoryProfiles();
        private final KnownUsers users = new KnownUsers();
        private final SettableClock clock = SettableClock.at(World.NOON);
        private final List<World> instances = new ArrayList<>();
        private List<KnownUsers.Changed> followed = List.of();

        Schedule(int seed) {
            this.seed = seed;
            this.isInOrder = seed % 2 == 0;
            this.random = new Random(seed);
            var rules = new ApprovalRules(false, Duration.ofMinutes(1));
            var observations = new MemoryObservations();
            for (int i = 0; i < 2; i++) {
                instances.add(new World(store, observations, users, clock, rules));
            }
        }

        void run() {
            for (int i = 0; i < STEPS; i++) {
                if (random.nextInt(4) == 0) {
                    store.beforeNextWrite(this::step);
                }
                step();
                assertThat(effectiveWithoutAcknowledgement())
                        .as("schedule %d", seed)
                        .isEmpty();
            }
            users.down(false);
            settle();
            Profile profile = any().profile();
            assertThat(profile.syncing()).as("schedule %d", seed).isEmpty();
            if (profile.effective().isPresent()) {
                assertThat(users.country(PILOT))
                        .as("schedule %d", seed)
                        .isEqualTo(profile.effective().map(CountryVersion::country));
            }
            assertLives();
            if (isInOrder) {
                assertThat(users.applied()).as("schedule %d", seed).isSorted();
            }
        }

        private World any() {
            return instances.get(random.nextInt(instances.size()));
        }

        private CountryCode country() {
            return COUNTRIES.get(random.nextInt(COUNTRIES.size()));
        }

        private void step() {
            switch (random.nextInt(12)) {
                case 0, 1 -> propose();
                case 2, 3 -> decide();
                case 4, 5 -> any().synchronisation.advance(PILOT);
                case 6 -> any().synchronisation.sweep(PILOT);
                case 7 -> clock.advance(Duration.ofSeconds(random.nextInt(200)));
                case 8 -> users.next(fault());
                case 9 -> late();
                case 10 -> users.changeAside(PILOT, country(), Optional.of("request-7"));
                default -> follow();
            }
        }

        private void propose() {
            VersionSource source = List.of(VersionSource.values()).get(random.nextInt(VersionSource.values().length));
            assertThat(any().propose(country(), source)).isNotNull();
        }

        private void decide() {
            Verdict verdict = List.of(Verdict.values()).get(random.nextInt(Verdict.values().length));
            int newest = any().profile().next() - 1;
            assertThat(any().decide(Math.max(1, newest - random.nextInt(2)), verdict))
                    .isNotNull();
        }

        private KnownUsers.Fault fault() {
            List<KnownUsers.Fault> all = List.of(KnownUsers.Fault.values());
            KnownUsers.Fault fault = all.get(random.nextInt(all.size()));
            return isInOrder && fault == KnownUsers.Fault.REFUSED ? KnownUsers.Fault.LOST_REQUEST : fault;
        }

        /** An older request arrives, once more or for the first time; now and then when users have forgotten its key. */
        private void late() {
            List<SyncTask> older = Stream.concat(users.received().stream(), users.lost().stream())
                    .toList();
            if (!older.isEmpty()) {
                if (!isInOrder && random.nextInt(3) == 0) {
                    users.forgetKeys();
                }
                assertThat(users.deliver(older.get(random.nextInt(older.size()))))
                        .isNotNull();
            }
        }

        /** The events since, and those before once more. */
        private void follow() {
            List<KnownUsers.Changed> again = random.nextBoolean() ? followed : List.of();
            followed = users.takeEvents();
            again.forEach(event -> any().synchronisation.changed(PILOT, event.requestId()));
            followed.forEach(event -> any().synchronisation.changed(PILOT, event.requestId()));
        }

        /** Faults that were planned still happen, and no new ones. */
        private void settle() {
            for (int i = 0; i < 40; i++) {
                any().follow();
                any().synchronisation.advance(PILOT);
                clock.advance(Duration.ofMinutes(6));
            }
        }

        private List<Integer> effectiveWithoutAcknowledgement() {
            List<Integer> sent = users.received().stream().map(SyncTask::number).toList();
            return store.changes().stream()
                    .filter(change -> change.operation() == Operation.EFFECTIVE)
                    .map(change -> change.version().number())
                    .filter(number -> !sent.contains(number))
                    .toList();
        }

        private void assertLives() {
            TreeMap<Integer, String> lives = store.changes().stream()
                    .collect(Collectors.groupingBy(
                            change -> change.version().number(),
                            TreeMap::new,
                            Collectors.mapping(
                                    (Change change) -> change.operation().code(), Collectors.joining(" "))));
            assertThat(lives.values()).as("schedule %d", seed).allMatch(life -> life.matches(LIFE));
            List<CountryVersion> all = any().profiles.versions(PILOT);
            assertThat(all).as("schedule %d", seed).hasSize(lives.size());
            for (VersionState state : List.of(VersionState.PROPOSED, VersionState.SYNCING, VersionState.EFFECTIVE)) {
                assertThat(all.stream().filter(version -> version.state().equals(state)))
                        .as("schedule %d", seed)
                        .hasSizeLessThanOrEqualTo(1);
            }
        }
    }
}
