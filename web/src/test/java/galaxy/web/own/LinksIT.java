package galaxy.web.own;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.connections.ContactLink;
import galaxy.client.connections.LinkId;
import galaxy.client.connections.ProfileDetails;
import galaxy.kernel.End;
import galaxy.kernel.IdempotencyKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contact links of a player: list, new ones, and one link with its events. */
class LinksIT {
    private static final String PATH = "/contacts/links";
    private static Platform platform;

    @BeforeAll
    static void start() {
        platform = new Platform(Map.of());
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    private static List<ContactLink> links(Browser player) {
        return platform.connections.contactLinks(player.ref()).toList();
    }

    private static Browser.Reply create(Browser player, String ends, String date, String uses) {
        var id = player.get(PATH).value("request_id");
        return player.post(PATH, "label", "Forum", "ends", ends, "date", date, "uses", uses, "request_id", id);
    }

    @Test
    void begins_with_what_links_are_for() {
        var page = platform.player().get(PATH);
        assertThat(page.what()).isEqualTo("200 links");
        assertThat(page.html().select(".empty").text()).contains("adds you as a contact");
        assertThat(page.value("ends")).isEqualTo("7d");
        assertThat(page.value("uses")).isEqualTo("0");
        assertThat(page.value("request_id")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1d, 1, 1", "7d, 10, 7", "30d, 0, 30", "never, 0, 0"})
    void makes_a_link_once_however_often_the_form_is_sent(String ends, int uses, int days) {
        var player = platform.player();
        var id = player.get(PATH).value("request_id");
        var fields = new String[] {"label", "Forum", "ends", ends, "date", "", "uses", "" + uses, "request_id", id};
        var made = player.post(PATH, fields);
        assertThat(made.status()).isEqualTo(303);
        assertThat(player.post(PATH, fields).went()).isEqualTo(made.went());
        var link = links(player).getFirst();
        assertThat(links(player)).hasSize(1);
        assertThat(made.went()).isEqualTo("303 " + PATH + "/" + link.id().value());
        assertThat(link.label()).isEqualTo("Forum");
        assertThat(link.usage().maxUses()).isEqualTo(uses);
        assertThat(link.expiresAt()
                        .map(end -> Duration.between(link.createdAt(), end).toDays())
                        .orElse(0L))
                .isEqualTo(days);
        var page = player.follow(made);
        assertThat(page.what()).isEqualTo("200 link");
        assertThat(page.notice()).isEqualTo("Your link is ready to share.");
        assertThat(page.html().select("h1").text()).isEqualTo("Forum");
        assertThat(page.html().select("#f-url").val())
                .isEqualTo(platform.web() + "/c/" + link.token().value());
        assertThat(player.get(PATH).html().select("tbody tr").eachText())
                .singleElement()
                .asString()
                .startsWith("Forum Works " + (uses == 0 ? "0" : "0 of " + uses));
    }

    @ParameterizedTest
    @CsvSource({
        "date, '', 0, date, Enter a date and a time.",
        "date, tomorrow, 0, date, This is no date with a time.",
        "date, 2020-01-01T10:00, 0, date, Choose a time in the future.",
        "date, 2027-03-28T02:30, 0, date, Clocks skip this hour. The next time that there is:",
        "2w, '', 0, ends, Choose when the link ends.",
        "'', '', 0, ends, Choose when the link ends.",
        "7d, '', 2, uses, Choose how often the link can be used.",
        "7d, '', '', uses, Choose how often the link can be used."
    })
    void says_at_the_field_what_is_wrong_and_keeps_the_rest(
            String ends, String date, String uses, String field, String error) {
        var player = platform.player();
        var page = create(player, ends, date, uses);
        assertThat(page.what()).isEqualTo("400 links");
        assertThat(page.error(field)).startsWith(error);
        assertThat(page.html().select("#f-" + field)).hasSize(1);
        assertThat(page.value("label")).isEqualTo("Forum");
        assertThat(page.value("date")).isEqualTo(date);
        assertThat(links(player)).isEmpty();
    }

    @Test
    void names_the_next_hour_where_one_is_skipped_and_takes_the_first_where_one_comes_twice() {
        var player = platform.player();
        assertThat(create(player, "date", "2027-03-28T02:30", "0").error("date"))
                .contains("2027-03-28T03:00");
        var made = create(player, "date", "2030-10-27T02:30", "0");
        assertThat(player.follow(made).notice()).contains("2030-10-27T00:30:00Z", "UTC");
        for (var form : new String[] {"2030-12-01T10:30:00", "2030-12-01T10:30:00.000", "2030-12-01 10:30"}) {
            assertThat(create(player, "date", form, "0").status()).isEqualTo(303);
        }
        assertThat(links(player).stream()
                        .map(link -> link.expiresAt().orElseThrow().toString()))
                .containsExactlyInAnyOrder(
                        "2030-10-27T00:30:00Z", "2030-12-01T09:30:00Z", "2030-12-01T09:30:00Z", "2030-12-01T09:30:00Z");
    }

    @Test
    void refuses_a_label_that_is_too_long_or_does_not_show_and_a_form_without_key() {
        var player = platform.player();
        var id = player.get(PATH).value("request_id");
        var longLabel = player.post(PATH, "label", "x".repeat(65), "ends", "7d", "uses", "0", "request_id", id);
        assertThat(longLabel.error("label")).isEqualTo("This has 65 characters. At most 64 are possible.");
        assertThat(longLabel.value("request_id")).isEqualTo(id);
        assertThat(player.post(PATH, "label", "a\u0001", "ends", "7d", "uses", "0", "request_id", id)
                        .error("label"))
                .startsWith("This has characters");
        var keyless = player.post(PATH, "label", "a", "ends", "7d", "uses", "0");
        assertThat(keyless.what()).isEqualTo("400 links");
        assertThat(keyless.problems()).contains("This form was not complete.");
        assertThat(keyless.value("request_id")).isNotEmpty();
    }

    @Test
    void at_50_live_links_there_is_no_form_and_nothing_changes() {
        var player = platform.player();
        for (int i = 0; i < 50; i++) {
            platform.connections
                    .createContactLink(player.ref(), IdempotencyKey.of("k" + i), new End.Never(), 0, "l" + i)
                    .orElseThrow();
        }
        var full = player.get(PATH);
        assertThat(full.html().select("main form")).isEmpty();
        assertThat(full.html().select("main").text()).contains("Revoke one first.");
        assertThat(full.html().select("tbody tr")).hasSize(50);
        var refused = player.post(PATH, "label", "Late", "ends", "7d", "uses", "0", "request_id", "late");
        assertThat(refused.what()).isEqualTo("409 links too-many");
        var link = links(player).getFirst();
        var rotated = player.post(PATH + "/" + link.id().value() + "/rotate", "request_id", "r1");
        assertThat(rotated.what()).isEqualTo("409 link too-many");
        assertThat(links(player))
                .hasSize(50)
                .allMatch(each -> each.usage().revokedAt().isEmpty());
    }

    @Test
    void a_page_of_links_has_200_and_a_token_that_is_none_starts_again() {
        var player = platform.player();
        for (int i = 0; i < 202; i++) {
            var key = IdempotencyKey.of("k" + i);
            var made = platform.connections
                    .createContactLink(player.ref(), key, new End.Never(), 0, "n" + i)
                    .orElseThrow();
            if (i < 200) {
                platform.connections
                        .revokeContactLink(player.ref(), made.id(), key)
                        .orElseThrow();
            }
        }
        var first = player.get(PATH);
        assertThat(first.html().select("tbody th").eachText()).hasSize(200).startsWith("n201", "n200", "n199");
        var second = player.get(first.html().select("a[rel=next]").attr("href"));
        assertThat(second.html().select("tbody th").eachText()).containsExactly("n1", "n0");
        assertThat(second.html().select("main form")).isEmpty();
        assertThat(player.get(PATH + "?page_token=none").notice()).startsWith("That page of the list");
    }

    @Test
    void a_link_of_another_player_does_not_exist() {
        var made = create(platform.player(), "7d", "", "0").header("location");
        var other = platform.player();
        for (var path : new String[] {made, PATH + "/none", PATH + "/%20"}) {
            assertThat(other.get(path).what()).isEqualTo("404 link 404");
            assertThat(other.get(path + "/qr.svg").status()).isEqualTo(404);
            assertThat(other.post(path + "/revoke", "request_id", "a", "confirm", "yes")
                            .status())
                    .isEqualTo(404);
            assertThat(other.post(path + "/revoke", "request_id", "a").status()).isEqualTo(404);
            assertThat(other.post(path + "/rotate", "request_id", "a").status()).isEqualTo(404);
        }
    }

    @Test
    void its_picture_is_a_code_of_its_address_as_long_as_it_works() {
        var player = platform.player();
        var path = create(player, "7d", "", "0").header("location");
        var picture = player.get(path + "/qr.svg");
        assertThat(picture.status()).isEqualTo(200);
        assertThat(picture.header("content-type")).isEqualTo("image/svg+xml");
        assertThat(picture.header("cache-control")).isEqualTo("no-store");
        assertThat(picture.body()).contains("<svg").doesNotContain("/c/");
        var signedOut = platform.visitor();
        assertThat(signedOut.get(path + "/qr.svg").went()).isEqualTo("303 /sign-in");
        player.post(path + "/revoke", "request_id", "r", "confirm", "yes");
        assertThat(player.get(path + "/qr.svg").status()).isEqualTo(410);
    }

    @Test
    void an_event_names_who_used_it_and_when() {
        var player = platform.player();
        var path = create(player, "7d", "", "10").header("location");
        var id = LinkId.of(path.substring(path.lastIndexOf('/') + 1));
        var token = platform.connections
                .getContactLink(player.ref(), id)
                .orElseThrow()
                .token();
        var user = platform.player();
        platform.connections
                .setPublicProfile(user.ref(), ProfileDetails.named("Lyra"))
                .orElseThrow();
        platform.connections
                .consumeContactLink(token, user.ref(), IdempotencyKey.of("u"))
                .orElseThrow();
        var page = player.get(path, "Accept-Encoding", "gzip");
        assertThat(page.header("content-encoding")).isEmpty();
        assertThat(page.html().select("tbody tr").eachText().stream()
                        .map(text -> text.replaceFirst(" [^ ]+ \\d+,.*", "")))
                .containsExactly("Created You", "Used Lyra");
        assertThat(page.html().select("dd").eachText()).contains("1 of 10");
        assertThat(page.html().select("title").text()).doesNotContain(token.value());
        assertThat(player.get(path + "?page_token=none").notice()).startsWith("That page of the list");
    }
}
