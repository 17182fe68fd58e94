package galaxy.web.own;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.users.Delivery;
import galaxy.client.users.Reason;
import galaxy.client.users.SanctionCode;
import galaxy.client.users.UserCommand;
import galaxy.kernel.Actor;
import galaxy.kernel.End;
import galaxy.kernel.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The profile and the settings, each row of the URL map. */
class ProfileIT {
    private static Platform platform;

    @BeforeAll
    static void start() {
        platform = new Platform(Map.of());
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    static void block(Platform platform, Browser player, SanctionCode code) {
        var reason = new Reason(ReasonCode.of("griefing"), Actor.of("admin", "adm-1"));
        platform.users
                .perform(
                        player.user(),
                        new UserCommand.ApplySanction(
                                code, Optional.empty(), new End.At(Instant.now().plus(Duration.ofDays(6))), reason),
                        Delivery.withoutKey())
                .orElseThrow();
    }

    static void lift(Platform platform, Browser player, SanctionCode code) {
        var reason = new Reason(ReasonCode.of("appeal_granted"), Actor.of("admin", "adm-1"));
        platform.users
                .perform(player.user(), new UserCommand.RemoveSanction(code, reason), Delivery.withoutKey())
                .orElseThrow();
    }

    @Test
    void shows_the_account_and_fills_nothing_in_by_itself() {
        var player = platform.player();
        var page = player.get("/profile");
        assertThat(page.what()).isEqualTo("200 profile");
        assertThat(page.html().select("h1").text()).isEqualTo("Profile");
        assertThat(page.body()).contains("@example.com", "Free", "Berlin");
        assertThat(page.value("time_zone")).isEqualTo("Europe/Berlin");
        assertThat(page.value("preferred_language")).isEqualTo("en");
        assertThat(page.html().select("main input:not([type=hidden]), main select"))
                .hasSize(3)
                .allMatch(field -> field.attr("autocomplete").equals("off"));
        assertThat(player.get("/profile/name").went()).isEqualTo("303 /profile");
        assertThat(player.get("/profile/settings").went()).isEqualTo("303 /profile");
    }

    @Test
    void saves_a_race_name_and_says_so_once() {
        var player = platform.player();
        var saved = player.post("/profile/name", "race_name", "Nova Pilot");
        assertThat(saved.went()).isEqualTo("303 /profile");
        var page = player.follow(saved);
        assertThat(page.notice()).isEqualTo("Your race name is saved.");
        assertThat(page.html().title()).startsWith("Your race name is saved.");
        assertThat(page.value("race_name")).isEqualTo("Nova Pilot");
        assertThat(player.get("/profile").notice()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', Enter a race name.",
        "x, This has 1 character. A race name has 2 to 32.",
        "--, 'Use letters and digits of one alphabet, with single spaces, dots, hyphens, underscores or apostrophes between them.'"
    })
    void refuses_a_race_name_that_cannot_be_one(String name, String error) {
        var page = platform.player().post("/profile/name", "race_name", name);
        assertThat(page.what()).isEqualTo("400 profile");
        assertThat(page.error("race_name")).isEqualTo(error);
        assertThat(page.value("race_name")).isEqualTo(name);
        assertThat(page.html().title()).startsWith("Error:");
        assertThat(page.problems()).contains(error);
        assertThat(page.html().select("footer [name=back]").eachAttr("value"))
                .as("the switch of the theme comes back to the page of the form")
                .containsOnly("/profile");
    }

    @Test
    void refuses_a_race_name_that_looks_like_that_of_another_player() {
        platform.player().post("/profile/name", "race_name", "Orion Prime");
        var page = platform.player().post("/profile/name", "race_name", "0rion Prime");
        assertThat(page.what()).isEqualTo("409 profile");
        assertThat(page.error("race_name")).startsWith("Another player has this race name");
        assertThat(page.value("race_name")).isEqualTo("0rion Prime");
    }

    @Test
    void saves_language_and_zone_and_is_in_that_language_then() {
        var player = platform.player();
        var saved = player.post("/profile/settings", "preferred_language", "de", "time_zone", "America/New_York");
        assertThat(saved.went()).isEqualTo("303 /profile");
        var page = player.follow(saved);
        assertThat(page.html().select("html").attr("lang")).isEqualTo("de");
        assertThat(page.notice()).isEqualTo("Sprache und Zeitzone sind gespeichert.");
        assertThat(page.value("time_zone")).isEqualTo("America/New_York");
    }

    @Test
    void names_each_setting_that_is_wrong_and_keeps_both() {
        var page = platform.player()
                .post("/profile/settings", "preferred_language", "not a tag", "time_zone", "Nowhere/Land");
        assertThat(page.what()).isEqualTo("400 profile");
        assertThat(page.error("preferred_language")).isEqualTo("Choose a language from the list.");
        assertThat(page.error("time_zone")).isEqualTo("Choose a time zone from the list.");
        assertThat(page.value("preferred_language")).isEqualTo("not a tag");
        assertThat(page.value("time_zone")).isEqualTo("Nowhere/Land");
        assertThat(platform.player().post("/profile/settings").what()).isEqualTo("400 profile");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Asia/Kolkata", "Asia/Calcutta", "US/Pacific", "EST", "Etc/GMT+3", "America/Nuuk"})
    void saving_without_touching_anything_changes_nothing(String zone) {
        var player = platform.player();
        platform.users
                .changeSettings(player.user(), Optional.of("gsw"), Optional.of(zone))
                .orElseThrow();
        var before = platform.users.find(player.user()).orElseThrow();
        var page = player.get("/profile");
        assertThat(page.value("time_zone")).isEqualTo(before.timeZone());
        assertThat(page.value("preferred_language")).isEqualTo("gsw");
        assertThat(page.html().select("option").eachText()).noneMatch(text -> text.contains("Etc/"));
        player.post(
                "/profile/settings",
                "preferred_language",
                page.value("preferred_language"),
                "time_zone",
                page.value("time_zone"));
        assertThat(platform.users.find(player.user())).hasValue(before);
    }

    @Test
    void a_blocked_player_sees_why_and_until_when_and_changes_nothing() {
        var player = platform.player();
        block(platform, player, SanctionCode.PROFILE_UPDATE_BLOCK);
        for (var path : new String[] {"/profile", "/settings/username", "/settings/public-profile"}) {
            var page = player.get(path);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.html().select("main").text())
                    .contains("You cannot change your profile until", "Griefing", "Berlin");
            assertThat(page.html().select("main form button")).isEmpty();
            assertThat(page.html().select("main :is(input,select,textarea):not([type=hidden]):not([type=radio])"))
                    .isNotEmpty()
                    .allMatch(field -> field.hasAttr("disabled"));
        }
        var name = player.post("/profile/name", "race_name", "Lyra Nine");
        assertThat(name.what()).isEqualTo("403 profile restricted");
        assertThat(name.value("race_name")).isEqualTo("Lyra Nine");
        assertThat(name.problems()).contains("until", "What you sent was not saved.");
        assertThat(player.post("/profile/settings", "preferred_language", "de", "time_zone", "UTC")
                        .what())
                .isEqualTo("403 profile restricted");
        var username = player.post("/settings/username", "username", "lyra");
        assertThat(username.what()).isEqualTo("403 username restricted");
        assertThat(username.value("username")).isEqualTo("lyra");
        var profile = player.post("/settings/public-profile", "name", "Lyra", "avatar", "pilots/fox", "bio", "x");
        assertThat(profile.what()).isEqualTo("403 public-profile restricted");
        assertThat(profile.value("name")).isEqualTo("Lyra");
        assertThat(profile.value("avatar")).isEqualTo("pilots/fox");
        assertThat(profile.value("bio")).isEqualTo("x");
        assertThat(platform.connections.getUserProfile(player.ref())).isInstanceOf(galaxy.client.Outcome.Refused.class);
    }

    @Test
    void what_a_block_of_sign_in_refuses_is_restricted_and_no_fault() {
        try (var own = new Platform(Map.of())) {
            var player = own.player();
            // Auth ends the sessions of a blocked player; without it this one goes on.
            own.stop("auth");
            block(own, player, SanctionCode.LOGIN_BLOCK);
            var name = player.post("/profile/name", "race_name", "Vega Nine");
            assertThat(name.what()).isEqualTo("403 profile restricted");
            assertThat(name.value("race_name")).isEqualTo("Vega Nine");
            assertThat(name.problems()).contains("cannot sign in", "What you sent was not saved.");
            var settings = player.post("/profile/settings", "preferred_language", "de", "time_zone", "UTC");
            assertThat(settings.what()).isEqualTo("403 profile restricted");
            assertThat(settings.value("preferred_language")).isEqualTo("de");
            var username = player.post("/settings/username", "username", "lyra");
            assertThat(username.what()).isEqualTo("403 username restricted");
            assertThat(username.value("username")).isEqualTo("lyra");
            var profile = player.post("/settings/public-profile", "name", "Lyra", "avatar", "", "bio", "x");
            assertThat(profile.what()).isEqualTo("403 public-profile restricted");
            assertThat(profile.value("bio")).isEqualTo("x");
            assertThat(own.connections.getUserProfile(player.ref())).isInstanceOf(galaxy.client.Outcome.Refused.class);
        }
    }

    @Test
    void a_form_without_a_session_shows_what_was_typed() {
        var page = platform.visitor().post("/profile/name", "race_name", "Nova Pilot");
        assertThat(page.what()).isEqualTo("403 profile signed-out");
        assertThat(page.body()).contains("Nova Pilot");
        assertThat(platform.visitor().get("/profile").went()).isEqualTo("303 /sign-in");
    }

    @Test
    void settings_show_what_is_set_now() {
        var player = platform.player();
        assertThat(player.get("/settings").html().select("tr").eachText())
                .contains("Username None yet", "Public profile None yet", "Language English", "Time zone Berlin");
        player.post("/settings/username", "username", "settled");
        player.post("/settings/public-profile", "name", "Settled One");
        var page = player.get("/settings");
        assertThat(page.what()).isEqualTo("200 settings");
        assertThat(page.html().select("tr").eachText()).contains("Username @settled", "Public profile Settled One");
        assertThat(page.html().select("tbody a").eachAttr("href"))
                .contains("/settings/username", "/settings/public-profile", "/profile", "/settings/sessions");
    }
}
