package galaxy.geoprofile.memory;

import static galaxy.geoprofile.memory.World.CAUSE;
import static galaxy.geoprofile.memory.World.DE;
import static galaxy.geoprofile.memory.World.FR;
import static galaxy.geoprofile.memory.World.NOON;
import static galaxy.geoprofile.memory.World.OPS;
import static galaxy.geoprofile.memory.World.PILOT;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.geoprofile.observation.ObservationStore;
import galaxy.geoprofile.observation.Observations;
import galaxy.geoprofile.profile.Change;
import galaxy.geoprofile.profile.ObservedProfile;
import galaxy.geoprofile.profile.Profile;
import galaxy.geoprofile.profile.ProfileStore;
import galaxy.geoprofile.profile.ProfileStore.Snapshot;
import galaxy.geoprofile.profile.ProfileStore.Waiting;
import galaxy.geoprofile.profile.ProfileStore.Write;
import galaxy.geoprofile.profile.RecordedResponse;
import galaxy.geoprofile.profile.RequestKey;
import galaxy.geoprofile.profile.ReviewKey;
import galaxy.geoprofile.profile.Sending;
import galaxy.geoprofile.version.CountryVersion;
import galaxy.geoprofile.version.CountryVersion.Step;
import galaxy.geoprofile.version.Operation;
import galaxy.geoprofile.version.VersionSource;
import galaxy.geoprofile.version.VersionState;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.Page;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of profiles and observations does. */
public abstract class ProfileStoreContract {
    private static final RequestKey KEY = new RequestKey("web", IdempotencyKey.of("key"), "one");
    private static final RecordedResponse RESPONSE =
            new RecordedResponse("one", new RecordedResponse.Result.OfVersion(1), NOON);

    private ProfileStore profiles;
    private ObservationStore observations;

    /** Empty stores. */
    public record Stores(ProfileStore profiles, ObservationStore observations) {}

    protected abstract Stores open();

    @BeforeEach
    final void openEmpty() {
        Stores stores = open();
        profiles = stores.profiles();
        observations = stores.observations();
    }

    private static CountryVersion proposal(int number, Instant at) {
        return CountryVersion.proposed(number, DE, VersionSource.OBSERVED, new Step(at, OPS, World.MOVED));
    }

    private static Profile proposed(CountryVersion version) {
        return new Profile(
                version.number() + 1,
                Optional.of(version),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Sending.NOTHING);
    }

    private static Profile decided() {
        return new Profile(2, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Sending.NOTHING);
    }

    private static Write write(Profile next, Operation operation, CountryVersion version) {
        return new Write(next, List.of(new Change(version, operation, OPS, CAUSE)), NOON);
    }

    private Snapshot read() {
        return profiles.read(PILOT, Optional.empty());
    }

    private void propose(UserId userId, CountryVersion version) {
        Snapshot seen = profiles.read(userId, Optional.empty());
        assertThat(profiles.write(seen, write(proposed(version), Operation.PROPOSED, version), Optional.empty()))
                .isEqualTo(WriteResult.DONE);
    }

    private List<Waiting> waiting() {
        return profiles.reviews(VersionState.PROPOSED, Optional.empty(), 200).items();
    }

    @Test
    void a_user_without_versions_has_an_empty_profile() {
        assertThat(read().profile()).isEqualTo(Profile.NONE);
        assertThat(read().userId()).isEqualTo(PILOT);
        assertThat(profiles.past(PILOT)).isEmpty();
        assertThat(waiting()).isEmpty();
        assertThat(observations.read(PILOT).observations()).isEqualTo(Observations.NONE);
    }

    @Test
    void reads_what_was_written() {
        CountryVersion version = proposal(1, NOON);
        propose(PILOT, version);
        assertThat(read().profile()).isEqualTo(proposed(version));
        assertThat(waiting()).containsExactly(new Waiting(PILOT, version));
    }

    @Test
    void only_one_of_two_writers_wins() {
        CountryVersion version = proposal(1, NOON);
        Snapshot first = read();
        Snapshot second = read();
        Write write = write(proposed(version), Operation.PROPOSED, version);
        assertThat(profiles.write(first, write, Optional.empty())).isEqualTo(WriteResult.DONE);
        assertThat(profiles.write(second, write, Optional.empty())).isEqualTo(WriteResult.CONFLICT);
        assertThat(profiles.write(first, write, Optional.empty())).isNotEqualTo(WriteResult.DONE);
    }

    @Test
    void a_version_in_a_final_state_is_history_and_no_longer_waits() {
        propose(PILOT, proposal(1, NOON));
        CountryVersion rejected = proposal(1, NOON).rejected(new Step(NOON, OPS, World.MOVED));
        assertThat(profiles.write(read(), write(decided(), Operation.REJECTED, rejected), Optional.empty()))
                .isEqualTo(WriteResult.DONE);
        assertThat(profiles.past(PILOT)).containsExactly(rejected);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void a_response_is_found_under_its_key_alone() {
        CountryVersion version = proposal(1, NOON);
        Snapshot seen = profiles.read(PILOT, Optional.of(KEY));
        assertThat(seen.response()).isEmpty();
        assertThat(profiles.write(seen, write(proposed(version), Operation.PROPOSED, version), Optional.of(RESPONSE)))
                .isEqualTo(WriteResult.DONE);
        Snapshot again = profiles.read(PILOT, Optional.of(KEY));
        assertThat(again.response()).contains(RESPONSE);
        assertThat(profiles.confirm(again)).isEqualTo(WriteResult.DONE);
        RequestKey ofOther = new RequestKey("console", KEY.key(), "one");
        assertThat(profiles.read(PILOT, Optional.of(ofOther)).response()).isEmpty();
    }

    @Test
    void a_response_alone_is_recorded_only_while_the_profile_is_as_it_was_seen() {
        Snapshot stale = profiles.read(PILOT, Optional.of(KEY));
        propose(PILOT, proposal(1, NOON));
        assertThat(profiles.record(stale, RESPONSE)).isEqualTo(WriteResult.CONFLICT);
        Snapshot seen = profiles.read(PILOT, Optional.of(KEY));
        assertThat(profiles.record(seen, RESPONSE)).isEqualTo(WriteResult.DONE);
        assertThat(profiles.record(seen, RESPONSE)).isNotEqualTo(WriteResult.DONE);
        assertThat(profiles.read(PILOT, Optional.of(KEY)).response()).contains(RESPONSE);
    }

    @Test
    void what_waits_is_listed_by_the_time_of_its_proposal_each_once() {
        Random random = new Random(1);
        List<Waiting> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            byte[] id = new byte[UserId.BYTES];
            random.nextBytes(id);
            var waiting = new Waiting(UserId.of(id), proposal(1, NOON.plusMillis(random.nextInt(1000))));
            propose(waiting.userId(), waiting.version());
            all.add(waiting);
        }
        all.sort((one, other) -> text(one).compareTo(text(other)));
        List<Waiting> walked = new ArrayList<>();
        Optional<ReviewKey> after = Optional.empty();
        do {
            Page<Waiting, ReviewKey> page = profiles.reviews(VersionState.PROPOSED, after, 7);
            walked.addAll(page.items());
            after = page.next();
        } while (after.isPresent());
        assertThat(walked).isEqualTo(all);
        assertThat(profiles.reviews(VersionState.SYNCING, Optional.empty(), 7).items())
                .isEmpty();
    }

    private static String text(Waiting waiting) {
        return ReviewKey.of(waiting.userId(), waiting.version()).text();
    }

    @Test
    void observations_are_written_over_what_was_seen() {
        Observations one = new Observations(List.of(new Observations.Count(LocalDate.parse("2026-03-01"), FR, 1)));
        ObservationStore.Snapshot stale = observations.read(PILOT);
        assertThat(observations.write(observations.read(PILOT), one)).isEqualTo(WriteResult.DONE);
        assertThat(observations.write(stale, one)).isEqualTo(WriteResult.CONFLICT);
        assertThat(observations.read(PILOT).observations()).isEqualTo(one);
        assertThat(profiles.readObserved(PILOT)).isEqualTo(new ObservedProfile(Profile.NONE, one));
        propose(PILOT, proposal(1, NOON));
        assertThat(profiles.readObserved(PILOT)).isEqualTo(new ObservedProfile(proposed(proposal(1, NOON)), one));
        UserId other = UserId.of(new byte[UserId.BYTES]);
        assertThat(profiles.readObserved(other)).isEqualTo(ObservedProfile.NONE);
        assertThat(observations.readAll(List.of(other, PILOT, PILOT))).containsExactly(Observations.NONE, one, one);
        assertThat(observations.readAll(List.of())).isEmpty();
    }
}
