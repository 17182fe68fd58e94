package galaxy.connections.profile;

import static galaxy.connections.profile.ProfileStoreContract.CAUSE;
import static galaxy.connections.profile.ProfileStoreContract.DETAILS;
import static galaxy.connections.profile.ProfileStoreContract.NOON;
import static galaxy.connections.profile.ProfileStoreContract.NOVA;
import static galaxy.connections.profile.ProfileStoreContract.OTHER;
import static galaxy.connections.profile.ProfileStoreContract.PILOT;
import static galaxy.connections.profile.ProfileStoreContract.VEGA;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ProfilesTest {
    private final SettableClock clock = SettableClock.at(NOON);
    private final InMemoryProfileStore store = new InMemoryProfileStore(clock);
    private final Profiles profiles = new Profiles(store, clock);

    private Profile set(ProfileChange change) {
        return ((ProfileOutcome.Done) profiles.set(PILOT, change, CAUSE)).profile();
    }

    @Test
    void sets_a_username_and_details_together_or_each_alone() {
        Profile whole = set(ProfileChange.all(NOVA, DETAILS));
        assertThat(whole.isNamed(NOVA)).isTrue();
        clock.advance(Duration.ofHours(1));
        Profile renamed = set(ProfileChange.username(VEGA));
        assertThat(renamed.publicPart()).isEqualTo(whole.publicPart());
        assertThat(renamed.username().orElseThrow().createdAt()).isEqualTo(NOON);
        assertThat(renamed.updatedAt()).isEqualTo(NOON.plus(Duration.ofHours(1)));
        assertThat(profiles.find(PILOT)).contains(renamed);
        assertThat(profiles.findByUsername(VEGA)).contains(renamed);
    }

    @Test
    void a_part_that_is_set_to_its_present_value_keeps_its_times() {
        Profile first = set(ProfileChange.all(NOVA, DETAILS));
        clock.advance(Duration.ofHours(1));
        assertThat(set(ProfileChange.all(NOVA, DETAILS))).isEqualTo(first);
    }

    @Test
    void sets_nothing_when_another_user_has_the_username() {
        set(ProfileChange.username(NOVA));
        assertThat(profiles.set(OTHER, ProfileChange.all(NOVA, DETAILS), CAUSE))
                .isEqualTo(new ProfileOutcome.UsernameTaken());
        assertThat(profiles.find(OTHER)).isEmpty();
    }

    @Test
    void an_unconfirmed_write_is_done_when_the_profile_is_as_it_was_set() {
        store.loseNextReply();
        assertThat(set(ProfileChange.details(DETAILS)).publicPart()).isPresent();
        store.loseNextReply();
        assertThat(set(ProfileChange.username(NOVA)).isNamed(NOVA)).isTrue();
    }
}
