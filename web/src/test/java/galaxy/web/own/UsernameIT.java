package galaxy.web.own;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.connections.Username;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The username, each row of the URL map. */
class UsernameIT {
    private static final String PATH = "/settings/username";
    private static Platform platform;

    @BeforeAll
    static void start() {
        platform = new Platform(Map.of());
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    private static String username(Browser player) {
        return platform.connections
                .getUsername(player.ref())
                .orElseThrow()
                .username()
                .value();
    }

    @Test
    void the_first_one_is_saved_at_once_without_its_at_sign_and_in_lower_case() {
        var player = platform.player();
        assertThat(player.get(PATH).html().select("main").text()).contains("You have no username yet.");
        var saved = player.post(PATH, "username", " @Nova ");
        assertThat(saved.went()).isEqualTo("303 " + PATH);
        var page = player.follow(saved);
        assertThat(page.what()).isEqualTo("200 username");
        assertThat(page.notice()).isEqualTo("Your username is saved.");
        assertThat(page.value("username")).isEqualTo("nova");
        assertThat(player.post(PATH, "username", "@NOVA").went()).isEqualTo("303 " + PATH);
        assertThat(username(player)).isEqualTo("nova");
    }

    @Test
    void another_one_needs_a_confirmation_that_says_what_it_costs() {
        var player = platform.player();
        player.post(PATH, "username", "first-name");
        var asked = player.post(PATH, "username", "@Second");
        assertThat(asked.what()).isEqualTo("200 username confirm");
        assertThat(asked.html().select("main").text())
                .contains(
                        "Change @first-name to @Second?",
                        "Links and mentions with @first-name stop working.",
                        "Any player may take @first-name at once.");
        assertThat(asked.html().select("main form button.danger")).hasSize(1);
        assertThat(username(player)).isEqualTo("first-name");
        var saved = player.post(PATH, "username", asked.value("username"), "confirm", asked.value("confirm"));
        assertThat(saved.went()).isEqualTo("303 " + PATH);
        assertThat(username(player)).isEqualTo("second");
        assertThat(platform.player().post(PATH, "username", "first-name").status())
                .isEqualTo(303);
    }

    @ParameterizedTest
    @CsvSource({
        "'', Enter a username.",
        "@, Enter a username.",
        "ab, This cannot be a username.",
        "1abc, This cannot be a username.",
        "no va, This cannot be a username.",
        "новая, This cannot be a username."
    })
    void refuses_what_cannot_be_one_before_and_after_there_is_one(String typed, String error) {
        var player = platform.player();
        for (int i = 0; i < 2; i++) {
            var page = player.post(PATH, "username", typed);
            assertThat(page.what()).isEqualTo("400 username");
            assertThat(page.error("username")).startsWith(error);
            assertThat(page.value("username")).isEqualTo(typed);
            platform.connections
                    .setUsername(player.ref(), Username.of("u" + System.nanoTime()))
                    .orElseThrow();
        }
    }

    @Test
    void refuses_one_that_another_player_has() {
        platform.player().post(PATH, "username", "taken.one");
        var player = platform.player();
        for (int i = 0; i < 2; i++) {
            var page = player.post(PATH, "username", "@Taken.One");
            assertThat(page.what()).isEqualTo("409 username");
            assertThat(page.error("username")).contains("belongs to another player");
            assertThat(page.value("username")).isEqualTo("@Taken.One");
            player.post(PATH, "username", "own.name");
        }
        assertThat(player.post(PATH, "username", "taken.one", "confirm", "yes").status())
                .isEqualTo(409);
    }
}
