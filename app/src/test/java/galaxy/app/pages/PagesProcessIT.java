package galaxy.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.app.cli.Terminal;
import galaxy.app.pages.Visitor.Reply;
import galaxy.redis.LoopbackPorts;
import galaxy.testkit.SelfSignedCertificate;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pages in processes of their own: what they may do elsewhere, with which key, and over https (case P07). */
final class PagesProcessIT {
    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Lax; Secure";

    private static String form(Visitor player, String page, String field) {
        return player.get(page).value(field);
    }

    /** The role web at each service, and the documented rights in Redis, are enough for everything. */
    @Test
    void a_caller_of_the_role_web_and_the_documented_rights_are_enough_for_every_page() throws Exception {
        try (var site = new Site()) {
            Visitor orion = site.visitor().signIn("orion@example.com").retrying();
            assertThat(orion.post("/settings/username", "username", "orion").status())
                    .isEqualTo(303);
            Visitor nova = site.visitor().signIn("nova@example.com").retrying();
            done(nova.post("/profile/name", "race_name", "Nova Pilot"));
            done(nova.post("/profile/settings", "preferred_language", "en", "time_zone", "UTC"));
            done(nova.post("/settings/username", "username", "nova"));
            done(nova.post("/settings/username", "username", "nova.two", "confirm", "yes"));
            done(nova.post("/settings/public-profile", "name", "Nova", "avatar", "pilots/fox", "bio", "b"));
            Reply found = nova.post("/contacts/find", "username", "@orion");
            assertThat(found.what()).isEqualTo("200 contacts found");
            done(nova.post("/contacts/add", "user_id", found.value("user_id")));
            done(nova.post("/contacts/remove", "user_id", found.value("user_id")));
            assertThat(nova.post("/invites/new", "recipient", "@orion", "action", "verify")
                            .what())
                    .isEqualTo("200 invite verified");
            links(nova, orion);
            for (String page : List.of("profile", "settings", "standing", "contacts", "settings/sessions")) {
                assertThat(nova.get("/" + page).status()).isEqualTo(200);
            }
            site.visitor().post("/sign-in", "email", "nova@example.com");
            done(nova.post("/settings/sessions/end-others"));
            done(nova.post("/sign-out"));
            assertThat(site.log()).noneMatch(line -> line.contains("NOPERM") || line.contains(" ERROR "));
        }
    }

    private static void done(Reply form) {
        assertThat(form.status()).as(form.what()).isEqualTo(303);
    }

    private static void links(Visitor owner, Visitor other) {
        String id = form(owner, "/contacts/links", "request_id");
        String link = owner.post("/contacts/links", "label", "L", "ends", "1d", "uses", "10", "request_id", id)
                .header("Location");
        String token = owner.get(link).html().select("#f-url").val().replaceFirst(".*/c/", "");
        assertThat(other.get("/c/" + token).what()).isEqualTo("200 c");
        done(other.post("/c", "token", token, "request_id", "r1"));
        assertThat(owner.get(link).text()).contains("@orion");
        assertThat(owner.get(link + "/qr.svg").status()).isEqualTo(200);
        Reply rotated = owner.post(link + "/rotate", "request_id", "r2");
        done(rotated);
        done(owner.post(rotated.header("Location") + "/revoke", "request_id", "r3", "confirm", "yes"));
    }

    @Test
    void a_caller_of_another_role_is_an_error_that_the_log_explains_and_the_page_does_not() throws Exception {
        try (var site = new Site("web.users.token=token-of-another")) {
            Visitor player = site.visitor().signIn("wrong@example.com");
            Reply page = player.get("/profile");
            assertThat(page.what()).isEqualTo("500 error 500");
            assertThat(page.text())
                    .contains(page.header("X-Request-Id"))
                    .doesNotContain("Exception", "token", "permission");
            assertThat(site.log())
                    .anyMatch(line -> line.contains("give the pages a caller of the role web in web.users.token"))
                    .noneMatch(line -> line.contains("token-of-another"));
        }
    }

    @Test
    void a_sign_in_goes_on_at_another_instance_with_the_same_key_and_a_session_at_any() throws Exception {
        String key = Terminal.runAlone("web", "key").lines().getFirst();
        try (var site = new Site("web.key=" + key)) {
            Visitor player = site.visitor().retrying();
            done(player.post("/sign-in", "email", "keys@example.com"));
            Visitor same = site.visitor(site.another().web()).retrying();
            same.cookies().putAll(player.cookies());
            assertThat(same.confirm().what()).isEqualTo("303 /profile");
            String otherKey = Terminal.runAlone("web", "key").lines().getFirst();
            URI replaced = site.another("web.key=" + otherKey).web();
            Visitor started = site.visitor(replaced).retrying();
            started.cookies().putAll(player.cookies());
            assertThat(started.get("/sign-in/code").what())
                    .as("a new key ends started sign-ins")
                    .isEqualTo("303 /sign-in");
            Visitor signedIn = site.visitor(replaced).retrying();
            signedIn.cookies().putAll(same.cookies());
            assertThat(signedIn.get("/profile").what()).as("and no session").isEqualTo("200 profile");
            assertThat(site.log()).noneMatch(line -> line.contains(key) || line.contains(otherKey));
        }
    }

    @Test
    void over_https_every_cookie_ends_with_the_attributes_that_it_began_with() throws Exception {
        int port = LoopbackPorts.free();
        URI origin = URI.create("https://127.0.0.1:" + port);
        try (var certificate = SelfSignedCertificate.make();
                var site = new Site(
                        "web.http.port=" + port,
                        "web.origin=" + origin,
                        "web.http.tls.certificate=" + certificate.pem(),
                        "web.http.tls.key=" + certificate.key(),
                        "web.key=" + Terminal.runAlone("web", "key").lines().getFirst());
                var http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .sslContext(certificate.clientContext())
                        .build()) {
            Visitor player = site.visitor(origin, http).retrying();
            assertThat(player.get("/standing").what()).isEqualTo("303 /sign-in");
            done(player.post("/sign-in", "email", "tls@example.com"));
            assertThat(player.confirm().what()).isEqualTo("303 /standing");
            Reply standing = player.get("/standing");
            assertThat(standing.what()).isEqualTo("200 standing");
            assertThat(standing.header("Strict-Transport-Security")).isEqualTo("max-age=63072000");
            done(player.post("/sign-out"));
            assertThat(player.get("/").html().select("main .notice").text()).isNotEmpty();
            assertThat(player.cookies()).isEmpty();
            assertThat(player.set())
                    .allMatch(cookie -> cookie.matches(
                            "__Host-galaxy-web(-code|-visit|-display)?=[A-Za-z0-9._-]*; Max-Age=[0-9]+" + ATTRIBUTES));
            for (String name : List.of("__Host-galaxy-web", "__Host-galaxy-web-code", "__Host-galaxy-web-visit")) {
                assertThat(player.set()).contains(name + "=; Max-Age=0" + ATTRIBUTES);
            }
        }
    }
}
