package galaxy.connections.profile;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.connections.profile.ProfileStore.Named;
import galaxy.connections.profile.ProfileStore.Seen;
import galaxy.connections.user.UserRef;
import galaxy.kernel.Cause;
import galaxy.kernel.WriteResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of profiles does. */
public interface ProfileStoreContract {
    Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    Cause CAUSE = Cause.EXPIRY;
    UserRef PILOT = UserRef.of("pilot-1");
    UserRef OTHER = UserRef.of("pilot-2");
    Username NOVA = Username.of("nova");
    Username VEGA = Username.of("vega");
    PublicDetails DETAILS = new PublicDetails(DisplayName.of("Nova of Vega"), Optional.empty(), Bio.of(""));

    /** An empty one whose clock shows noon. */
    ProfileStore store();

    private static ProfileOutcome name(ProfileStore store, UserRef user, Username name) {
        Named named = store.name(store.read(user), name, ProfileChange.username(name), CAUSE);
        assertThat(named.written()).isEqualTo(WriteResult.DONE);
        return named.outcome().orElseThrow();
    }

    private static Profile details(Seen seen) {
        return Profile.set(seen.profile(), seen.userId(), ProfileChange.details(DETAILS), NOON);
    }

    @Test
    default void a_user_has_no_profile_until_one_is_written() {
        ProfileStore store = store();
        Seen seen = store.read(PILOT);
        assertThat(seen.userId()).isEqualTo(PILOT);
        assertThat(seen.profile()).isEmpty();
        assertThat(seen.isUnsettled()).isFalse();
        Profile profile = details(seen);
        assertThat(store.write(seen, profile, CAUSE)).isEqualTo(WriteResult.DONE);
        assertThat(store.read(PILOT).profile()).contains(profile);
        assertThat(store.read(OTHER).profile()).isEmpty();
    }

    @Test
    default void the_profiles_of_several_users_are_read_in_their_order() {
        ProfileStore store = store();
        name(store, OTHER, VEGA);
        name(store, PILOT, NOVA);
        assertThat(store.readAll(List.of(PILOT, UserRef.of("none"), OTHER)))
                .extracting(Profile::userId)
                .containsExactly(PILOT, OTHER);
        assertThat(store.readAll(List.of())).isEmpty();
    }

    @Test
    default void a_write_happens_only_if_the_profile_has_not_changed_since_it_was_read() {
        ProfileStore store = store();
        Seen before = store.read(PILOT);
        name(store, PILOT, NOVA);
        assertThat(store.write(before, details(before), CAUSE)).isEqualTo(WriteResult.CONFLICT);
        Named named = store.name(before, VEGA, ProfileChange.username(VEGA), CAUSE);
        assertThat(named).isEqualTo(new Named(WriteResult.CONFLICT, Optional.empty()));
        assertThat(store.holder(VEGA)).isEmpty();
        assertThat(store.confirm(store.read(PILOT))).isEqualTo(WriteResult.DONE);
    }

    @Test
    default void a_username_comes_into_force_with_the_details_that_are_set_together_with_it() {
        ProfileStore store = store();
        Named named = store.name(store.read(PILOT), NOVA, ProfileChange.all(NOVA, DETAILS), CAUSE);
        Profile profile = Profile.set(Optional.empty(), PILOT, ProfileChange.all(NOVA, DETAILS), NOON);
        assertThat(named.outcome()).contains(new ProfileOutcome.Done(profile));
        assertThat(store.read(PILOT).profile()).contains(profile);
        assertThat(store.read(PILOT).isUnsettled()).isFalse();
        assertThat(store.holder(NOVA)).contains(profile);
    }

    @Test
    default void a_username_belongs_to_one_user_until_that_one_takes_another() {
        ProfileStore store = store();
        name(store, PILOT, NOVA);
        assertThat(name(store, OTHER, NOVA)).isEqualTo(new ProfileOutcome.UsernameTaken());
        assertThat(store.read(OTHER).profile()).isEmpty();
        name(store, PILOT, VEGA);
        assertThat(store.holder(NOVA)).isEmpty();
        assertThat(name(store, OTHER, NOVA)).isInstanceOf(ProfileOutcome.Done.class);
        assertThat(store.holder(NOVA).map(Profile::userId)).contains(OTHER);
        assertThat(store.holder(VEGA).map(Profile::userId)).contains(PILOT);
    }

    @Test
    default void settling_changes_nothing_when_nothing_is_pending() {
        ProfileStore store = store();
        store.settle(PILOT);
        name(store, PILOT, NOVA);
        Seen before = store.read(PILOT);
        store.settle(PILOT);
        assertThat(store.confirm(before)).isEqualTo(WriteResult.DONE);
    }
}
