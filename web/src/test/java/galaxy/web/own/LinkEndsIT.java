package galaxy.web.own;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.connections.ContactLink;
import galaxy.kernel.End;
import galaxy.kernel.IdempotencyKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How a link ends: revoked, replaced, and what comes of forms that are sent again, also after a crash. */
class LinkEndsIT {
    private static final String PATH = "/contacts/links/";
    private static Platform platform;

    @BeforeAll
    static void start() {
        platform = new Platform(Map.of());
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    private static ContactLink link(Browser player, End end, int uses) {
        return platform.connections
                .createContactLink(player.ref(), IdempotencyKey.of("k" + System.nanoTime()), end, uses, "Forum")
                .orElseThrow();
    }

    private static String path(ContactLink link) {
        return PATH + link.id().value();
    }

    private static List<ContactLink> links(Browser player) {
        return platform.connections.contactLinks(player.ref()).toList();
    }

    private static ContactLink again(Browser player, ContactLink link) {
        return platform.connections.getContactLink(player.ref(), link.id()).orElseThrow();
    }

    @Test
    void revoking_asks_first_and_is_the_same_however_often() {
        var player = platform.player();
        var link = link(player, new End.Never(), 0);
        var requestId = player.get(path(link))
                .html()
                .select("form[action$=/revoke] [name=request_id]")
                .val();
        var asked = player.post(path(link) + "/revoke", "request_id", requestId);
        assertThat(asked.what()).isEqualTo("200 link confirm");
        assertThat(asked.html().select("main").text())
                .contains("Revoke this link?", "stops working for good", "Contacts that were made by it stay.");
        assertThat(again(player, link).usage().revokedAt()).isEmpty();
        var revoked = player.post(
                path(link) + "/revoke", "request_id", asked.value("request_id"), "confirm", asked.value("confirm"));
        assertThat(revoked.went()).isEqualTo("303 " + path(link));
        var page = player.follow(revoked);
        assertThat(page.notice()).isEqualTo("The link is revoked.");
        assertThat(page.html().select(".chip").text()).isEqualTo("Revoked");
        assertThat(page.html().select("main form, .qr, #f-url")).isEmpty();
        var at = again(player, link).usage().revokedAt();
        player.post(path(link) + "/revoke", "request_id", requestId, "confirm", "yes");
        player.post(path(link) + "/revoke", "request_id", "another", "confirm", "yes");
        assertThat(again(player, link).usage().revokedAt()).isEqualTo(at);
        assertThat(player.post(path(link) + "/revoke", "confirm", "yes").what()).isEqualTo("400 link");
        assertThat(player.post(path(link) + "/rotate").what()).isEqualTo("400 link");
    }

    @Test
    void replacing_copies_label_end_and_uses_and_revokes_the_old_one_once() {
        var player = platform.player();
        var end = Instant.now().plus(Duration.ofDays(3)).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        var link = link(player, new End.At(end), 10);
        var rotated = player.post(path(link) + "/rotate", "request_id", "r1");
        assertThat(rotated.status()).isEqualTo(303);
        var made = links(player).getFirst();
        assertThat(rotated.went()).isEqualTo("303 " + path(made));
        assertThat(made.label()).isEqualTo("Forum");
        assertThat(made.expiresAt()).hasValue(end);
        assertThat(made.usage().maxUses()).isEqualTo(10);
        assertThat(made.token()).isNotEqualTo(link.token());
        assertThat(again(player, link).usage().revokedAt()).isPresent();
        assertThat(player.follow(rotated).notice()).startsWith("This is the new link.");
        assertThat(player.post(path(link) + "/rotate", "request_id", "r1").went())
                .isEqualTo(rotated.went());
        var dead = player.post(path(link) + "/rotate", "request_id", "r2");
        assertThat(dead.what()).isEqualTo("410 link revoked");
        assertThat(links(player)).hasSize(2);
    }

    @Test
    void a_replacement_that_a_crash_interrupted_is_finished_by_the_same_form() {
        var player = platform.player();
        var link = link(player, new End.Never(), 0);
        var made = platform.connections
                .createContactLink(player.ref(), IdempotencyKey.of("r1"), new End.Never(), 0, "Forum")
                .orElseThrow();
        assertThat(player.post(path(link) + "/rotate", "request_id", "r1").went())
                .isEqualTo("303 " + path(made));
        assertThat(again(player, link).usage().revokedAt()).isPresent();
        assertThat(links(player)).hasSize(2);
    }

    @Test
    void a_dead_link_cannot_be_replaced() {
        var player = platform.player();
        var used = link(player, new End.Never(), 1);
        var other = platform.player();
        platform.connections
                .consumeContactLink(used.token(), other.ref(), IdempotencyKey.of("u"))
                .orElseThrow();
        assertThat(player.post(path(used) + "/rotate", "request_id", "r1").what())
                .isEqualTo("410 link used-up");
        var expired = link(player, new End.At(Instant.now().plusMillis(300)), 0);
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                player.get(path(expired)).html().select(".chip").text())
                        .isEqualTo("Expired"));
        assertThat(player.post(path(expired) + "/rotate", "request_id", "r2").what())
                .isEqualTo("410 link expired");
        assertThat(links(player)).hasSize(2);
    }
}
