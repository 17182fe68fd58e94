package galaxy.web.own;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.connections.ProfileDetails;
import galaxy.client.connections.Username;
import galaxy.kernel.End;
import galaxy.kernel.IdempotencyKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What pages say while a service that they stand on is stopped. */
class UnavailableIT {
    private static void isDown(Browser.Reply page, String what) {
        assertThat(page.what()).isEqualTo(what);
        assertThat(page.header("retry-after")).isNotEmpty();
        assertThat(page.html().select("main").text()).contains("Try again in a moment.");
    }

    @Test
    void without_connections_its_pages_say_so_and_forms_keep_their_values() {
        try (var platform = new Platform(Map.of())) {
            var player = platform.player();
            platform.connections
                    .setUserProfile(player.ref(), Username.of("nova"), ProfileDetails.named("Nova"))
                    .orElseThrow();
            var link = platform.connections
                    .createContactLink(player.ref(), IdempotencyKey.of("k"), new End.Never(), 0)
                    .orElseThrow();
            var path = "/contacts/links/" + link.id().value();
            platform.stop("connections");
            for (var part : List.of("username", "public-profile")) {
                var page = player.get("/settings/" + part);
                assertThat(page.what()).isEqualTo("200 " + part + " unavailable");
                assertThat(page.html().select("main form")).isEmpty();
                assertThat(page.html().select("main").text()).contains("do not respond right now.");
            }
            var username = player.post("/settings/username", "username", "@vega");
            isDown(username, "503 username down");
            assertThat(username.value("username")).isEqualTo("@vega");
            var profile = player.post("/settings/public-profile", "name", "N", "avatar", "pilots/fox", "bio", "b");
            isDown(profile, "503 public-profile down");
            assertThat(List.of(profile.value("name"), profile.value("avatar"), profile.value("bio")))
                    .containsExactly("N", "pilots/fox", "b");
            isDown(player.get("/contacts"), "503 contacts down");
            isDown(player.get("/contacts/links"), "503 links down");
            isDown(player.get(path), "503 link down");
            var found = player.post("/contacts/find", "username", "@orion");
            isDown(found, "503 contacts down");
            assertThat(found.value("username")).isEqualTo("@orion");
            var added = player.post("/contacts/add", "user_id", "u1");
            isDown(added, "503 contacts down");
            assertThat(added.value("user_id")).isEqualTo("u1");
            isDown(player.post("/contacts/remove", "user_id", "u1"), "503 contacts down");
            var made = player.post("/contacts/links", "label", "L", "ends", "1d", "uses", "1", "request_id", "r");
            isDown(made, "503 links down");
            assertThat(List.of(made.value("label"), made.value("ends"), made.value("uses"), made.value("request_id")))
                    .containsExactly("L", "1d", "1", "r");
            for (var form : List.of("/revoke", "/rotate")) {
                var page = player.post(path + form, "request_id", "r");
                isDown(page, "503 link down");
                assertThat(page.value("request_id")).isEqualTo("r");
            }
            isDown(player.get("/c/" + link.token().value()), "503 c down");
            var used = player.post("/c", "token", link.token().value(), "request_id", "u");
            isDown(used, "503 c down");
            assertThat(used.value("request_id")).isEqualTo("u");
            assertThat(player.get("/invites/new").what()).isEqualTo("200 invite");
            var invite = player.post("/invites/new", "recipient", "@orion", "action", "verify");
            isDown(invite, "503 invite down");
            assertThat(invite.value("recipient")).isEqualTo("@orion");
            assertThat(player.get("/profile").what()).isEqualTo("200 profile");
            assertThat(player.get("/settings").what()).isEqualTo("200 settings");
        }
    }

    @Test
    void without_users_the_profile_says_so_and_the_rest_works() {
        try (var platform = new Platform(Map.of())) {
            var player = platform.player();
            platform.stop("users");
            isDown(player.get("/profile"), "503 profile down");
            var name = player.post("/profile/name", "race_name", "Nova Pilot");
            isDown(name, "503 profile down");
            assertThat(name.value("race_name")).isEqualTo("Nova Pilot");
            var settings =
                    player.post("/profile/settings", "preferred_language", "de", "time_zone", "America/New_York");
            isDown(settings, "503 profile down");
            assertThat(settings.value("preferred_language")).isEqualTo("de");
            assertThat(settings.value("time_zone")).isEqualTo("America/New_York");
            var username = player.post("/settings/username", "username", "vega");
            isDown(username, "503 username down");
            assertThat(username.value("username")).isEqualTo("vega");
            var profile = player.post("/settings/public-profile", "name", "N", "avatar", "", "bio", "b");
            isDown(profile, "503 public-profile down");
            assertThat(profile.value("bio")).isEqualTo("b");
            assertThat(player.get("/settings/username").what()).isEqualTo("200 username");
            assertThat(player.get("/settings/public-profile").what()).isEqualTo("200 public-profile");
            assertThat(player.get("/settings").what()).isEqualTo("200 settings");
            assertThat(player.get("/contacts").what()).isEqualTo("200 contacts");
            var fields = new String[] {"label", "L", "ends", "7d", "uses", "0", "request_id", "r"};
            assertThat(player.post("/contacts/links", fields).status()).isEqualTo(303);
            var dated = player.post(
                    "/contacts/links", "ends", "date", "date", "2030-12-01T10:30", "uses", "0", "request_id", "s");
            isDown(dated, "503 links down");
            assertThat(dated.value("date")).isEqualTo("2030-12-01T10:30");
        }
    }
}
