package galaxy.connections.api;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.contracts.connections.v1.GetPublicProfileRequest;
import galaxy.contracts.connections.v1.GetUserProfileRequest;
import galaxy.contracts.connections.v1.GetUsernameRequest;
import galaxy.contracts.connections.v1.LookupPublicProfileRequest;
import galaxy.contracts.connections.v1.LookupPublicProfileResponse;
import galaxy.contracts.connections.v1.PublicProfileRecord;
import galaxy.contracts.connections.v1.SetPublicProfileRequest;
import galaxy.contracts.connections.v1.SetUserProfileRequest;
import galaxy.contracts.connections.v1.UserProfile;
import galaxy.contracts.connections.v1.UsernameRecord;
import io.grpc.Status.Code;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProfilesIT extends OnEachTopology {
    private final Ask ask = new Ask(api);

    private PublicProfileRecord set(SetPublicProfileRequest.Builder request) {
        return api.calls().setPublicProfile(request.build()).getPublicProfileRecord();
    }

    private UserProfile set(SetUserProfileRequest.Builder request) {
        return api.calls().setUserProfile(request.build()).getUserProfile();
    }

    private PublicProfileRecord getPublic(String user) {
        return api.calls()
                .getPublicProfile(
                        GetPublicProfileRequest.newBuilder().setUserId(user).build())
                .getPublicProfileRecord();
    }

    private UserProfile get(String user) {
        return api.calls()
                .getUserProfile(
                        GetUserProfileRequest.newBuilder().setUserId(user).build())
                .getUserProfile();
    }

    private LookupPublicProfileResponse lookupPublic(String username) {
        return api.calls()
                .lookupPublicProfile(LookupPublicProfileRequest.newBuilder()
                        .setUsername(username)
                        .build());
    }

    private static SetPublicProfileRequest.Builder details(String user) {
        return SetPublicProfileRequest.newBuilder().setUserId(user).setName("Nova");
    }

    @Test
    void a_public_profile_is_stored_and_returned() {
        String user = Api.freshUser();
        PublicProfileRecord set = set(details(" " + user)
                .setName("  Nova of Vega \u00A0")
                .setAvatarSetId("pilots")
                .setAvatarAssetId("captain")
                .setBio("\n Flies at night. \n"));
        assertThat(set)
                .isEqualTo(PublicProfileRecord.newBuilder()
                        .setUserId(user)
                        .setName("Nova of Vega")
                        .setAvatarSetId("pilots")
                        .setAvatarAssetId("captain")
                        .setBio("Flies at night.")
                        .setCreatedAt(ask.now())
                        .setUpdatedAt(ask.now())
                        .build());
        assertThat(getPublic(user)).isEqualTo(set);
        assertThat(get(user))
                .isEqualTo(UserProfile.newBuilder()
                        .setUserId(user)
                        .setName("Nova of Vega")
                        .setAvatarSetId("pilots")
                        .setAvatarAssetId("captain")
                        .setBio("Flies at night.")
                        .setCreatedAt(ask.now())
                        .setUpdatedAt(ask.now())
                        .build());
    }

    @Test
    void a_write_replaces_all_of_its_family_and_nothing_of_another() {
        String user = Api.freshUser();
        String name = Api.freshName();
        UsernameRecord username = ask.username(user, name);
        api.clock.advance(Duration.ofHours(1));
        PublicProfileRecord first = set(
                details(user).setAvatarSetId("ships").setAvatarAssetId("rocket").setBio("b"));
        assertThat(first.getCreatedAt()).isEqualTo(username.getCreatedAt());
        assertThat(first.getUpdatedAt()).isEqualTo(ask.now());
        api.clock.advance(Duration.ofHours(1));
        PublicProfileRecord second = set(details(user).setName("Orion"));
        assertThat(second)
                .isEqualTo(PublicProfileRecord.newBuilder()
                        .setUserId(user)
                        .setName("Orion")
                        .setCreatedAt(username.getCreatedAt())
                        .setUpdatedAt(ask.now())
                        .build());
        assertThat(api.calls()
                        .getUsername(
                                GetUsernameRequest.newBuilder().setUserId(user).build())
                        .getUsernameRecord())
                .isEqualTo(username);
        api.clock.advance(Duration.ofHours(1));
        ask.username(user, Api.freshName());
        assertThat(getPublic(user)).isEqualTo(second);
        assertThat(get(user).getUpdatedAt()).isEqualTo(ask.now());
    }

    @Test
    void what_is_set_to_what_it_is_keeps_its_time_and_makes_no_event() {
        String user = Api.freshUser();
        PublicProfileRecord set = set(details(user).setBio("b"));
        api.clock.advance(Duration.ofHours(1));
        assertThat(set(details(user).setBio(" b "))).isEqualTo(set);
        assertThat(api.events().kindsOf(user)).containsExactly("connections.profile.changed initialized");
    }

    @Test
    void a_user_profile_replaces_the_whole_aggregate() {
        String user = Api.freshUser();
        String name = Api.freshName();
        UserProfile first = set(SetUserProfileRequest.newBuilder()
                .setUserId(user)
                .setUsername(name)
                .setName("Nova")
                .setAvatarSetId("worlds")
                .setAvatarAssetId("moon")
                .setBio("b"));
        assertThat(first)
                .isEqualTo(UserProfile.newBuilder()
                        .setUserId(user)
                        .setUsername(name)
                        .setName("Nova")
                        .setAvatarSetId("worlds")
                        .setAvatarAssetId("moon")
                        .setBio("b")
                        .setCreatedAt(ask.now())
                        .setUpdatedAt(ask.now())
                        .build());
        assertThat(get(user)).isEqualTo(first);
        assertThat(ask.lookup(name)).isEqualTo(first);
        api.clock.advance(Duration.ofHours(1));
        String other = Api.freshName();
        UserProfile second = ask.profile(user, other, "Orion");
        assertThat(second)
                .isEqualTo(UserProfile.newBuilder()
                        .setUserId(user)
                        .setUsername(other)
                        .setName("Orion")
                        .setCreatedAt(first.getCreatedAt())
                        .setUpdatedAt(ask.now())
                        .build());
        assertThat(ask.lookup(other)).isEqualTo(second);
        Refused.by(() -> ask.lookup(name)).as(Code.NOT_FOUND, "USERNAME_NOT_FOUND");
    }

    @Test
    void a_user_profile_with_the_same_username_keeps_the_times_of_that() {
        String user = Api.freshUser();
        String name = Api.freshName();
        UsernameRecord username = ask.username(user, name);
        api.clock.advance(Duration.ofHours(1));
        ask.profile(user, name, "Nova");
        assertThat(lookupPublic(name).getUsernameRecord()).isEqualTo(username);
    }

    @Test
    void a_user_profile_with_a_username_of_another_changes_nothing_at_all() {
        String user = Api.freshUser();
        UserProfile before = ask.profile(user, Api.freshName(), "Nova");
        String taken = Api.freshName();
        ask.username(Api.freshUser(), taken);
        Refused.by(() -> ask.profile(user, taken, "Orion")).as(Code.ALREADY_EXISTS, "USERNAME_TAKEN");
        assertThat(get(user)).isEqualTo(before);
        assertThat(ask.lookup(before.getUsername())).isEqualTo(before);
        String other = Api.freshUser();
        Refused.by(() -> ask.profile(other, taken, "Orion")).as(Code.ALREADY_EXISTS, "USERNAME_TAKEN");
        Refused.by(() -> get(other)).as(Code.NOT_FOUND, "PROFILE_NOT_FOUND");
        assertThat(api.events().kindsOf(other)).isEmpty();
    }

    @Test
    void a_lookup_by_username_returns_the_public_profile_only_if_there_is_one() {
        String user = Api.freshUser();
        String name = Api.freshName();
        UsernameRecord username = ask.username(user, name);
        assertThat(lookupPublic(name))
                .isEqualTo(LookupPublicProfileResponse.newBuilder()
                        .setUsernameRecord(username)
                        .build());
        assertThat(ask.lookup(name).getName()).isEmpty();
        PublicProfileRecord shown = ask.details(user, "Nova");
        assertThat(lookupPublic(name))
                .isEqualTo(LookupPublicProfileResponse.newBuilder()
                        .setUsernameRecord(username)
                        .setPublicProfileRecord(shown)
                        .build());
        Refused.by(() -> lookupPublic(Api.freshName())).as(Code.NOT_FOUND, "USERNAME_NOT_FOUND");
        Refused.by(() -> lookupPublic("x")).asInvalid("INVALID_USERNAME", "username");
    }

    @Test
    void what_was_never_set_is_not_found() {
        String user = Api.freshUser();
        Refused.by(() -> get(user)).as(Code.NOT_FOUND, "PROFILE_NOT_FOUND");
        Refused.by(() -> getPublic(user)).as(Code.NOT_FOUND, "PROFILE_NOT_FOUND");
        ask.username(user, Api.freshName());
        Refused.by(() -> getPublic(user)).as(Code.NOT_FOUND, "PROFILE_NOT_FOUND");
        assertThat(get(user).getName()).isEmpty();
    }

    @Test
    void names_and_bios_are_bounded_by_code_points() {
        String user = Api.freshUser();
        assertThat(set(details(user).setName("🚀".repeat(64)).setBio("🚀".repeat(280)))
                        .getBio())
                .hasSize(560);
        for (String wrong : new String[] {"", " \u2003", "🚀".repeat(65)}) {
            Refused.by(() -> set(details(user).setName(wrong))).asInvalid("INVALID_PROFILE", "name");
            Refused.by(() -> ask.profile(user, "nova", wrong)).asInvalid("INVALID_PROFILE", "name");
        }
        Refused.by(() -> set(details(user).setBio("x".repeat(281)))).asInvalid("INVALID_PROFILE", "bio");
    }

    @Test
    void names_and_bios_have_no_character_that_does_not_show_or_that_turns_the_line_around() {
        String user = Api.freshUser();
        for (String wrong : new String[] {
            "\u200b", "Nova\u202enimda", "a\u0000b", "a\u0007b", "a\u001b[1m", "\u3164", "a" + "\u0301".repeat(60)
        }) {
            Refused.by(() -> set(details(user).setName(wrong))).asInvalid("INVALID_PROFILE", "name");
            Refused.by(() -> ask.profile(user, "nova", wrong)).asInvalid("INVALID_PROFILE", "name");
            Refused.by(() -> set(details(user).setBio(wrong))).asInvalid("INVALID_PROFILE", "bio");
        }
        Refused.by(() -> set(details(user).setName("a\nb"))).asInvalid("INVALID_PROFILE", "name");
        Refused.by(() -> set(details(user).setName("\u0301"))).asInvalid("INVALID_PROFILE", "name");
        String shown = "\ud83d\udc69\u200d\ud83d\ude80 \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645";
        var stored = set(details(user).setName(shown).setBio(shown + "\r\n\n" + shown));
        assertThat(stored.getName()).isEqualTo(shown);
        assertThat(stored.getBio()).isEqualTo(shown + "\r\n\n" + shown);
    }

    @Test
    void an_avatar_is_one_of_the_catalogue_or_none() {
        String user = Api.freshUser();
        Refused.by(() -> set(details(user).setAvatarSetId("pilots"))).asInvalid("INVALID_PROFILE", "avatar_asset_id");
        Refused.by(() -> set(details(user).setAvatarAssetId("captain"))).asInvalid("INVALID_PROFILE", "avatar_set_id");
        Refused.by(() -> set(details(user).setAvatarSetId("pilots").setAvatarAssetId("unknown")))
                .asInvalid("INVALID_PROFILE", "avatar_asset_id");
        Refused.by(() -> set(details(user).setAvatarSetId("nowhere").setAvatarAssetId("captain")))
                .asInvalid("INVALID_PROFILE", "avatar_asset_id");
        Refused.by(() -> set(SetUserProfileRequest.newBuilder()
                        .setUserId(user)
                        .setUsername("nova")
                        .setName("Nova")
                        .setAvatarSetId("pilots")
                        .setAvatarAssetId("rocket")))
                .asInvalid("INVALID_PROFILE", "avatar_asset_id");
        assertThat(set(details(user).setAvatarSetId(" ").setAvatarAssetId("\t")).getAvatarSetId())
                .isEmpty();
    }

    @Test
    void every_call_checks_the_user_id() {
        String wrong = "x".repeat(129);
        Refused.by(() -> set(details(wrong))).asInvalid("INVALID_USER_ID", "user_id");
        Refused.by(() -> getPublic(wrong)).asInvalid("INVALID_USER_ID", "user_id");
        Refused.by(() -> get("")).asInvalid("INVALID_USER_ID", "user_id");
        Refused.by(() -> ask.profile(wrong, "nova", "Nova")).asInvalid("INVALID_USER_ID", "user_id");
    }
}
