package galaxy.web.own;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.connections.ContactLink;
import galaxy.client.connections.ProfileDetails;
import galaxy.client.connections.UserRef;
import galaxy.client.connections.Username;
import galaxy.kernel.End;
import galaxy.kernel.IdempotencyKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A contact link that a player opens, each row of the URL map. */
class OpenedIT {
    private static Platform platform;
    private static Browser owner;

    @BeforeAll
    static void start() {
        platform = new Platform(Map.of());
        owner = platform.player();
        platform.connections
                .setUserProfile(owner.ref(), Username.of("nova"), ProfileDetails.named("Nova of Vega"))
                .orElseThrow();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    private static ContactLink link(End end, int uses) {
        return platform.connections
                .createContactLink(owner.ref(), IdempotencyKey.of("k" + System.nanoTime()), end, uses)
                .orElseThrow();
    }

    private static String path(ContactLink link) {
        return "/c/" + link.token().value();
    }

    private static List<UserRef> contacts(Browser player) {
        return platform.connections
                .contacts(player.ref())
                .map(each -> each.contact())
                .toList();
    }

    private static ContactLink again(ContactLink link) {
        return platform.connections.getContactLink(owner.ref(), link.id()).orElseThrow();
    }

    @Test
    void shows_whose_it_is_and_what_adding_means_without_a_name_in_the_title() {
        var link = link(new End.Never(), 0);
        for (var browser : List.of(platform.visitor(), platform.player())) {
            var page = browser.get(path(link), "Accept-Encoding", "gzip");
            assertThat(page.what()).isEqualTo("200 c");
            assertThat(page.header("content-encoding")).isEmpty();
            assertThat(page.html().select(".person").text()).isEqualTo("Nova of Vega @nova");
            assertThat(page.html().select("main").text())
                    .contains("Nova of Vega", "will be on your list. You will not be on theirs.");
            assertThat(page.html().title()).isEqualTo("A contact link – Galaxy");
            assertThat(page.html().select("meta[property=og:title]").attr("content"))
                    .isEqualTo("A contact link");
            assertThat(page.html().select("main form button").text()).isEqualTo("Add to contacts");
            assertThat(page.html().select("footer [name=back]").eachAttr("value"))
                    .containsOnly("/c");
            assertThat(page.html().select("footer [name=token]").eachAttr("value"))
                    .containsOnly(link.token().value());
            assertThat(page.html().select("a").eachAttr("href")).noneMatch(href -> href.contains("/c/"));
        }
    }

    @Test
    void reading_changes_nothing() {
        var link = link(new End.Never(), 1);
        var before = again(link);
        var player = platform.player();
        for (int i = 0; i < 20; i++) {
            assertThat(player.get(path(link)).status()).isEqualTo(200);
            assertThat(player.head(path(link)).status()).isEqualTo(200);
        }
        assertThat(again(link)).isEqualTo(before);
        assertThat(contacts(player)).isEmpty();
        assertThat(contacts(owner)).isEmpty();
    }

    @Test
    void adding_twice_with_one_form_makes_one_contact_and_with_another_says_so() {
        var link = link(new End.Never(), 0);
        var player = platform.player();
        var page = player.get(path(link));
        var fields = new String[] {"token", page.value("token"), "request_id", page.value("request_id")};
        var added = player.post("/c", fields);
        assertThat(added.went()).isEqualTo("303 /contacts");
        assertThat(player.follow(added).notice()).contains("Nova of Vega", "is on your list.");
        assertThat(player.post("/c", fields).went()).isEqualTo("303 /contacts");
        assertThat(contacts(player)).containsExactly(owner.ref());
        assertThat(contacts(owner)).isEmpty();
        assertThat(again(link).usage().count()).isEqualTo(1);
        var other = player.post("/c", "token", page.value("token"), "request_id", "another");
        assertThat(other.what()).isEqualTo("409 c already");
        assertThat(player.get("/c").what()).isEqualTo("404 c unknown");
    }

    @Test
    void who_signs_in_first_comes_back_to_the_link_without_its_token_in_the_address() {
        var link = link(new End.Never(), 0);
        var visitor = platform.visitor();
        var page = visitor.get(path(link));
        var sent = visitor.post("/c", "token", page.value("token"), "request_id", page.value("request_id"));
        assertThat(sent.went()).isEqualTo("303 /sign-in");
        assertThat(again(link).usage().count()).isZero();
        var player = platform.player().withCookiesOf(visitor);
        var kept = player.get("/c");
        assertThat(kept.what()).isEqualTo("200 c");
        assertThat(kept.value("token")).isEqualTo(link.token().value());
        var added = player.post("/c", "token", kept.value("token"), "request_id", kept.value("request_id"));
        assertThat(added.went()).isEqualTo("303 /contacts");
        assertThat(player.get("/c").what()).isEqualTo("404 c unknown");
    }

    @Test
    void the_owner_sees_the_own_link_without_a_button() {
        var link = link(new End.Never(), 0);
        var page = owner.get(path(link));
        assertThat(page.what()).isEqualTo("200 c own");
        assertThat(page.html().select("main form")).isEmpty();
        var used = owner.post("/c", "token", link.token().value(), "request_id", "a");
        assertThat(used.what()).isEqualTo("400 c own");
        assertThat(again(link).usage().count()).isZero();
    }

    @Test
    void what_is_no_link_is_unknown() {
        var player = platform.player();
        for (var path : List.of("/c", "/c/none", "/c/" + "a".repeat(129), "/c/%20", "/c/a%2Fb")) {
            assertThat(player.get(path).what()).isEqualTo("404 c unknown");
        }
        for (var token : List.of("", "none", "a".repeat(5000))) {
            assertThat(player.post("/c", "token", token, "request_id", "a").what())
                    .isEqualTo("404 c unknown");
        }
        var link = link(new End.Never(), 0);
        var keyless = player.post("/c", "token", link.token().value());
        assertThat(keyless.what()).isEqualTo("400 c");
        assertThat(keyless.value("request_id")).isNotEmpty();
    }

    @Test
    void each_end_is_the_same_ten_times_and_in_every_language() {
        var revoked = link(new End.Never(), 0);
        platform.connections
                .revokeContactLink(owner.ref(), revoked.id(), IdempotencyKey.of("r"))
                .orElseThrow();
        var used = link(new End.Never(), 1);
        platform.connections
                .consumeContactLink(used.token(), platform.player().ref(), IdempotencyKey.of("u"))
                .orElseThrow();
        var expired = link(new End.At(Instant.now().plusMillis(200)), 0);
        var player = platform.player();
        Awaitility.await().until(() -> player.get(path(expired)).status() == 410);
        Map.of(revoked, "revoked", used, "used-up", expired, "expired").forEach((link, word) -> {
            for (int i = 0; i < 10; i++) {
                assertThat(player.get(path(link)).what()).isEqualTo("410 c " + word);
                assertThat(platform.visitor().get(path(link)).what()).isEqualTo("410 c " + word);
                assertThat(player.post("/c", "token", link.token().value(), "request_id", "a" + i)
                                .what())
                        .isEqualTo("410 c " + word);
            }
            for (var language : List.of("en", "de", "pt-BR", "ru", "ar")) {
                var page = player.get(path(link) + "?lang=" + language);
                assertThat(page.what()).isEqualTo("410 c " + word);
                assertThat(page.html().select("html").attr("lang")).isEqualTo(language);
                assertThat(page.html().select("main").text()).doesNotContain("opened.");
            }
        });
        assertThat(contacts(player)).isEmpty();
    }

    @Test
    void an_address_may_open_so_many_a_minute() {
        try (var limited = new Platform(Map.of("web.limits.previews", "2"))) {
            var visitor = limited.visitor();
            visitor.get("/c/a");
            visitor.get("/c/b");
            var page = visitor.get("/c/c");
            assertThat(page.what()).isEqualTo("429 error 429");
            assertThat(Integer.parseInt(page.header("retry-after"))).isBetween(1, 60);
            assertThat(visitor.get("/sign-in").status()).isEqualTo(200);
        }
    }
}
