package galaxy.web.own;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.connections.ProfileDetails;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The public profile, each row of the URL map. */
class PublicProfileIT {
    private static final String PATH = "/settings/public-profile";
    private static final String PLANET = "\uD83E\uDE90";
    private static Platform platform;

    @BeforeAll
    static void start() {
        platform = new Platform(Map.of());
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    private static ProfileDetails details(Browser player) {
        return platform.connections.getPublicProfile(player.ref()).orElseThrow().details();
    }

    @Test
    void begins_empty_and_shows_afterwards_what_others_see() {
        var player = platform.player();
        var empty = player.get(PATH);
        assertThat(empty.what()).isEqualTo("200 public-profile");
        assertThat(empty.html().select(".empty").text()).startsWith("You have no public profile yet.");
        assertThat(empty.value("name")).isEmpty();
        assertThat(empty.value("avatar")).isEmpty();
        assertThat(empty.html().select(".avatars img"))
                .hasSizeGreaterThan(30)
                .allMatch(image -> !image.attr("alt").isEmpty());
        var saved = player.post(PATH, "name", "Nova of Vega", "avatar", "pilots/fox", "bio", "Flies.\r\nAlone.");
        assertThat(saved.went()).isEqualTo("303 " + PATH);
        var page = player.follow(saved);
        assertThat(page.notice()).isEqualTo("Your public profile is saved.");
        assertThat(page.html().select(".person .name").text()).isEqualTo("Nova of Vega");
        assertThat(page.html().select(".person img").attr("src")).endsWith("#pilots-fox");
        assertThat(page.value("avatar")).isEqualTo("pilots/fox");
        assertThat(page.value("bio")).isEqualTo("Flies.\nAlone.");
        assertThat(details(player).bio()).isEqualTo("Flies.\nAlone.");
        player.post(PATH, "name", "Nova of Vega", "avatar", "", "bio", "");
        assertThat(details(player)).isEqualTo(ProfileDetails.named("Nova of Vega"));
    }

    @Test
    void counts_code_points() {
        var player = platform.player();
        assertThat(player.post(PATH, "name", PLANET.repeat(64), "bio", PLANET.repeat(280))
                        .status())
                .isEqualTo(303);
        var long65 = player.post(PATH, "name", PLANET.repeat(65), "avatar", "ships/rocket", "bio", "b");
        assertThat(long65.what()).isEqualTo("400 public-profile");
        assertThat(long65.error("name")).isEqualTo("This has 65 characters. At most 64 are possible.");
        assertThat(long65.value("name")).isEqualTo(PLANET.repeat(65));
        assertThat(long65.value("avatar")).isEqualTo("ships/rocket");
        assertThat(long65.value("bio")).isEqualTo("b");
        var long281 = player.post(PATH, "name", "Nova", "avatar", "", "bio", "b".repeat(281));
        assertThat(long281.error("bio")).isEqualTo("This has 281 characters. At most 280 are possible.");
        assertThat(long281.html().select("#f-bio-count").text()).isEqualTo("281 of 280");
        assertThat(long281.value("bio")).hasSize(281);
        assertThat(details(player).name()).isEqualTo(PLANET.repeat(64));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pilots/", "pilots", "/fox", "/", "pilots/none", "none/fox", "pilots/fox/x"})
    void half_an_avatar_or_none_of_ours_is_refused_with_all_values(String avatar) {
        var player = platform.player();
        var page = player.post(PATH, "name", "Nova", "avatar", avatar, "bio", "x");
        assertThat(page.what()).isEqualTo("400 public-profile");
        assertThat(page.error("avatar")).isEqualTo("Choose a picture from the list.");
        assertThat(page.html().select("#f-avatar")).hasSize(1);
        assertThat(page.value("name")).isEqualTo("Nova");
        assertThat(page.value("bio")).isEqualTo("x");
    }

    @Test
    void says_at_the_field_what_is_wrong() {
        var player = platform.player();
        assertThat(player.post(PATH, "name", "  ").error("name")).isEqualTo("Enter a name.");
        assertThat(player.post(PATH, "name", "No\u202Eva").error("name")).startsWith("This has characters");
        assertThat(player.post(PATH, "name", "Nova", "bio", "a\u2066b").error("bio"))
                .startsWith("This has characters");
        var both = player.post(PATH, "name", "", "bio", "b".repeat(281));
        assertThat(both.error("name")).isEqualTo("Enter a name.");
        assertThat(both.error("bio")).isEqualTo("This has 281 characters. At most 280 are possible.");
        assertThat(both.html().select("[role=alert] a").eachAttr("href")).containsExactly("#f-name", "#f-bio");
        assertThat(player.post(PATH, "name", "a", "other", "b").status()).isEqualTo(400);
    }

    @Test
    void the_former_address_leads_here() {
        assertThat(platform.visitor().get("/settings/user-profile").went()).isEqualTo("308 " + PATH);
    }

    @Test
    void markup_in_a_name_stays_text() {
        var player = platform.player();
        player.post(PATH, "name", "<b>Nova</b> & \"co\"", "bio", "</textarea><script>x</script>");
        var page = player.get(PATH);
        assertThat(page.html().select("main script, .person b")).isEmpty();
        assertThat(page.value("name")).isEqualTo("<b>Nova</b> & \"co\"");
        assertThat(page.value("bio")).isEqualTo("</textarea><script>x</script>");
    }
}
