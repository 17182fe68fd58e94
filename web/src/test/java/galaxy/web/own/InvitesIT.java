package galaxy.web.own;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.connections.ProfileDetails;
import galaxy.client.connections.Username;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check of invites, each row of the URL map. */
class InvitesIT {
    private static final String PATH = "/invites/new";
    private static Platform platform;

    @BeforeAll
    static void start() {
        platform = new Platform(Map.of());
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    private static Browser named(String username) {
        var player = platform.player();
        platform.connections
                .setUserProfile(player.ref(), Username.of(username), ProfileDetails.named("N " + username))
                .orElseThrow();
        return player;
    }

    @ParameterizedTest
    @CsvSource({
        "verify, '', Enter a username",
        "verify, '@', Enter a username",
        "verify, orion, Write the username with @ in front",
        "verify, usr_00000000000000000000000000, Write the username with @ in front",
        "verify, '@a', A username has 3 to 32",
        "verify, '@missing.one', No player has the username",
        "create, '', Enter a username",
        "create, orion, 'Write a username with @ in front, such as @orion, or a user id.'",
        "create, '@missing.one', No player has the username"
    })
    void says_at_the_field_why_there_is_no_recipient(String action, String recipient, String error) {
        var page = platform.player().post(PATH, "recipient", recipient, "action", action, "verified_user_id", "x");
        assertThat(page.what()).isEqualTo("400 invite");
        assertThat(page.error("recipient")).startsWith(error);
        assertThat(page.value("recipient")).isEqualTo(recipient);
        assertThat(page.value("verified_user_id")).isEqualTo("x");
    }

    @Test
    void verifies_and_shows_to_whom_it_would_go() {
        var orion = named("orion");
        var player = platform.player();
        assertThat(player.get(PATH).what()).isEqualTo("200 invite");
        var verified = player.post(PATH, "recipient", " @Orion ", "action", "verify", "verified_user_id", "");
        assertThat(verified.what()).isEqualTo("200 invite verified");
        assertThat(verified.html().select("main").text())
                .contains("N orion", "@orion", orion.user().value(), "Nothing has been sent.");
        assertThat(verified.value("verified_user_id")).isEqualTo(orion.user().value());
        var created = player.post(
                PATH,
                "recipient",
                verified.value("recipient"),
                "action",
                "create",
                "verified_user_id",
                verified.value("verified_user_id"));
        assertThat(created.what()).isEqualTo("200 invite would-send");
        assertThat(created.html().select("main").text()).contains(orion.user().value(), "Nothing has been sent.");
    }

    @Test
    void notices_that_a_username_changed_hands_or_was_not_verified() {
        var vega = named("vega-one");
        var player = platform.player();
        for (var verified : new String[] {"", "usr_00000000000000000000000000"}) {
            var page = player.post(PATH, "recipient", "@vega-one", "action", "create", "verified_user_id", verified);
            assertThat(page.what()).isEqualTo("409 invite changed");
            assertThat(page.value("recipient")).isEqualTo("@vega-one");
            assertThat(page.html().select("main").text()).contains(vega.user().value());
            assertThat(page.value("verified_user_id")).isEmpty();
        }
    }

    @Test
    void takes_a_user_id_as_it_is_but_not_the_own_one() {
        var player = named("lyra-one");
        var id = "usr_00000000000000000000000001";
        var page = player.post(PATH, "recipient", id, "action", "create", "verified_user_id", "");
        assertThat(page.what()).isEqualTo("200 invite would-send");
        assertThat(page.body()).contains(id);
        for (var own : new String[] {player.user().value(), "@lyra-one"}) {
            var refused = player.post(PATH, "recipient", own, "action", "create", "verified_user_id", "");
            assertThat(refused.what()).isEqualTo("400 invite");
            assertThat(refused.error("recipient")).isEqualTo("You cannot invite yourself.");
        }
        assertThat(player.post(PATH, "recipient", "@lyra-one", "action", "send").problems())
                .contains("This form was not complete.");
    }
}
