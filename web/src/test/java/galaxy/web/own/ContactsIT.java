package galaxy.web.own;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.connections.Contact;
import galaxy.client.connections.ProfileDetails;
import galaxy.client.connections.UserRef;
import galaxy.client.connections.Username;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contacts, each row of the URL map. */
class ContactsIT {
    private static Platform platform;

    @BeforeAll
    static void start() {
        platform = new Platform(Map.of());
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    private static Browser named(String username, String name) {
        var player = platform.player();
        platform.connections
                .setUserProfile(player.ref(), Username.of(username), ProfileDetails.named(name))
                .orElseThrow();
        return player;
    }

    private static String[] contacts(Browser player) {
        return platform.connections
                .contacts(player.ref())
                .map(Contact::contact)
                .map(UserRef::value)
                .toArray(String[]::new);
    }

    @Test
    void an_empty_list_says_what_it_is_for_and_what_to_do_next() {
        var page = platform.player().get("/contacts");
        assertThat(page.what()).isEqualTo("200 contacts");
        assertThat(page.html().select(".empty").text()).contains("Players whom you add", "Find one by username");
        assertThat(platform.player().get("/contacts/find").went()).isEqualTo("303 /contacts");
        assertThat(platform.player().get("/contacts/add").went()).isEqualTo("303 /contacts");
    }

    @Test
    void finds_adds_removes_and_undoes() {
        var orion = named("orion", "Orion");
        var player = platform.player();
        var found = player.post("/contacts/find", "username", "@Orion");
        assertThat(found.what()).isEqualTo("200 contacts found");
        assertThat(found.html().select(".person .name").text()).isEqualTo("Orion");
        assertThat(found.html().select(".person button").attr("aria-label")).contains("Orion");
        assertThat(contacts(player)).isEmpty();
        var added = player.post("/contacts/add", "user_id", found.value("user_id"));
        assertThat(added.went()).isEqualTo("303 /contacts");
        var list = player.follow(added);
        assertThat(list.notice()).contains("Orion", "is on your list.");
        assertThat(list.html().select(".person .name").text()).isEqualTo("Orion");
        assertThat(contacts(player)).containsExactly(orion.user().value());
        assertThat(contacts(orion)).isEmpty();
        var removed = player.post("/contacts/remove", "user_id", list.value("user_id"));
        assertThat(removed.went()).isEqualTo("303 /contacts");
        assertThat(contacts(player)).isEmpty();
        var undo = player.follow(removed).html().select("[role=status]").first();
        assertThat(undo.text()).contains("Orion", "no longer on your list.", "Undo");
        assertThat(undo.select("form").attr("action")).isEqualTo("/contacts/add");
        player.post("/contacts/add", "user_id", undo.select("[name=user_id]").val());
        assertThat(contacts(player)).containsExactly(orion.user().value());
    }

    @ParameterizedTest
    @CsvSource({
        "'', Enter a username.",
        "a, A username has 3 to 32 letters",
        "missing.player, No player has the username",
    })
    void says_why_a_player_is_not_found(String typed, String error) {
        var page = platform.player().post("/contacts/find", "username", typed);
        assertThat(page.what()).isEqualTo("400 contacts");
        assertThat(page.error("username")).startsWith(error);
        assertThat(page.value("username")).isEqualTo(typed);
    }

    @Test
    void players_are_never_their_own_contact() {
        var player = named("itself", "Itself");
        assertThat(player.post("/contacts/find", "username", "itself").error("username"))
                .isEqualTo("This is your own username.");
        var added = player.post("/contacts/add", "user_id", player.user().value());
        assertThat(added.what()).isEqualTo("400 contacts");
        assertThat(added.problems()).contains("You cannot add yourself.");
        for (var id : new String[] {"", "x".repeat(129)}) {
            assertThat(player.post("/contacts/add", "user_id", id).problems()).contains("This player cannot be added.");
            assertThat(player.post("/contacts/remove", "user_id", id).what()).isEqualTo("400 contacts");
        }
        assertThat(contacts(player)).isEmpty();
    }

    @Test
    void shows_200_a_page_by_name_and_starts_again_for_a_token_of_another_list() {
        var player = platform.player();
        for (int i = 0; i < 203; i++) {
            platform.connections
                    .addContact(player.ref(), UserRef.of("friend-%03d".formatted(i)))
                    .orElseThrow();
        }
        platform.connections
                .setPublicProfile(UserRef.of("friend-007"), ProfileDetails.named("zulu"))
                .orElseThrow();
        platform.connections
                .setPublicProfile(UserRef.of("friend-009"), ProfileDetails.named("Ähre"))
                .orElseThrow();
        platform.connections
                .setPublicProfile(UserRef.of("friend-011"), ProfileDetails.named("Bravo"))
                .orElseThrow();
        var first = player.get("/contacts");
        assertThat(first.html().select(".person .name").eachText())
                .hasSize(200)
                .startsWith("Ähre", "Bravo", "zulu", "friend-000");
        var next = first.html().select("a[rel=next]").attr("href");
        assertThat(next).startsWith("/contacts?page_token=");
        var second = player.get(next);
        assertThat(second.html().select(".person .name").eachText())
                .containsExactly("friend-200", "friend-201", "friend-202");
        assertThat(second.html().select("nav.row a").attr("href")).isEqualTo("/contacts");
        assertThat(first.body().getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                .isLessThan(4 * 40 * 1024);
        for (var token : new String[] {"none", "%00", next.replaceFirst(".*=", "")}) {
            var other = token.equals("none") || token.equals("%00") ? player : platform.player();
            var page = other.get("/contacts?page_token=" + token);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.notice()).startsWith("That page of the list is no longer available.");
        }
    }

    @Test
    void a_session_may_search_so_often_a_minute_and_keeps_what_it_typed() {
        try (var limited = new Platform(Map.of("web.limits.lookups", "2"))) {
            var player = limited.player();
            player.post("/contacts/find", "username", "one.two");
            player.post("/invites/new", "recipient", "@one.two", "action", "verify");
            var page = player.post("/contacts/find", "username", "one.two");
            assertThat(page.what()).isEqualTo("429 contacts");
            assertThat(Integer.parseInt(page.header("retry-after"))).isBetween(1, 60);
            assertThat(page.value("username")).isEqualTo("one.two");
            assertThat(page.problems()).contains("You have searched often.");
            var invite = player.post("/invites/new", "recipient", "@one.two", "action", "verify");
            assertThat(invite.what()).isEqualTo("429 invite");
            assertThat(invite.value("recipient")).isEqualTo("@one.two");
            assertThat(limited.player()
                            .post("/contacts/find", "username", "one.two")
                            .status())
                    .isEqualTo(400);
        }
    }
}
