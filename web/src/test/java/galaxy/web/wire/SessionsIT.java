package galaxy.web.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.client.auth.ChallengeId;
import galaxy.client.auth.Confirmation;
import galaxy.client.auth.Credential;
import galaxy.client.auth.DeviceSession;
import galaxy.client.auth.PlayerAddress;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.Parsed;
import galaxy.kernel.UserId;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Sessions, their ends, signing out, and case P07. */
class SessionsIT {
    private static final Platform PLATFORM = Platform.open("auth.session.max", "50", "auth.limits.sends-per-day", "50");

    /** Of a list of 50. */
    private static final int FIFTY_ROWS = 40 * 1024;

    private static final String ENDED = "galaxy-web=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax";

    @AfterAll
    static void stop() {
        PLATFORM.close();
    }

    private static Browser signedIn(String email) {
        PLATFORM.clock.advance(Duration.ofMinutes(11));
        return PLATFORM.browser().signIn(email);
    }

    private static UserId user(String email) {
        if (EmailAddress.parse(email) instanceof Parsed.Valid<EmailAddress>(EmailAddress valid)) {
            return PLATFORM.users().findByEmail(valid).orElseThrow().userId();
        }
        throw new AssertionError(email);
    }

    private static String id(Browser browser) {
        return browser.cookies().getOrDefault("galaxy-web", "").replaceFirst("\\..*", "");
    }

    @Test
    void the_own_one_comes_first_then_those_that_were_used_last() {
        Browser first = signedIn("list@example.com");
        signedIn("list@example.com").with("User-Agent", "x");
        signedIn("list@example.com");
        Answer page = first.get("/settings/sessions");
        assertThat(page.summary()).isEqualTo("200 sessions");
        List<String> actions = page.html().select("main .person form").eachAttr("action");
        List<DeviceSession> newest = PLATFORM.auth().sessions(user("list@example.com"));
        assertThat(actions).hasSize(3);
        assertThat(actions.getFirst()).isEqualTo("/settings/sessions/" + id(first) + "/end");
        assertThat(actions.get(1))
                .isEqualTo("/settings/sessions/" + newest.getFirst().id().value() + "/end");
        assertThat(page.html().select("main .person").first().text())
                .contains("Firefox on Linux", "This device", "Browser", "Signed in", "Last used");
        assertThat(page.html().select("nav [aria-current=page]").attr("href")).isEqualTo("/settings");
        assertThat(page.html().select("form[action=/settings/sessions/end-others]"))
                .hasSize(1);
    }

    @Test
    void fifty_fit_the_budget_of_a_list_in_every_language() {
        Browser browser = PLATFORM.browser();
        for (int i = 0; i < 50; i++) {
            PLATFORM.clock.advance(Duration.ofMinutes(13));
            browser = PLATFORM.browser().signIn("fifty@example.com");
        }
        for (String language : List.of("en", "de", "pt-BR", "ru", "ar")) {
            Answer page = browser.get("/settings/sessions?lang=" + language);
            assertThat(page.html().select("main .person form")).hasSize(50);
            assertThat(page.body().getBytes(StandardCharsets.UTF_8).length)
                    .as(language)
                    .isLessThanOrEqualTo(FIFTY_ROWS);
        }
    }

    @Test
    void one_is_ended_and_the_notice_counts() {
        Browser browser = signedIn("one@example.com");
        Browser other = signedIn("one@example.com");
        Answer done = browser.post("/settings/sessions/" + id(other) + "/end");
        assertThat(done.summary()).isEqualTo("303 /settings/sessions");
        assertThat(browser.follow(done).html().select("main .notice").text()).contains("One session was ended.");
        assertThat(other.get("/standing").summary()).isEqualTo("303 /sign-in");
        DeviceSession ended = PLATFORM.auth().allSessions(user("one@example.com")).stream()
                .filter(session -> session.end().isPresent())
                .findFirst()
                .orElseThrow();
        assertThat(ended.end().orElseThrow().reason().value()).isEqualTo("revoked_by_user");
        assertThat(browser.get("/settings/sessions").html().select("form[action=/settings/sessions/end-others]"))
                .isEmpty();
    }

    /** The public half of a fresh key, as a game client sends it. */
    private static Credential deviceKey() throws GeneralSecurityException {
        byte[] key = KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPublic()
                .getEncoded();
        byte[] bytes = Arrays.copyOfRange(key, key.length - 32, key.length);
        return new Credential.DeviceKey(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    @Test
    void a_game_client_is_one_of_them_and_is_ended_like_one() throws Exception {
        Browser browser = signedIn("client@example.com");
        PLATFORM.clock.advance(Duration.ofMinutes(11));
        Browser asking = PLATFORM.browser();
        asking.ask("client@example.com");
        String challenge = asking.challenge();
        var confirmation = new Confirmation(
                PLATFORM.code(challenge),
                new Confirmation.Device(deviceKey(), Optional.of("Pixel 9")),
                new Confirmation.Registration("en", "UTC"),
                new PlayerAddress(InetAddress.ofLiteral("203.0.113.9"), Optional.empty()));
        PLATFORM.auth().confirm(ChallengeId.of(challenge), confirmation).orElseThrow();
        var client =
                browser.get("/settings/sessions").html().select("main .person").last();
        assertThat(client.text()).contains("Pixel 9", "Game client").doesNotContain("This device");
        assertThat(browser.post(client.select("form").attr("action")).summary()).isEqualTo("303 /settings/sessions");
        assertThat(PLATFORM.auth().sessions(user("client@example.com"))).hasSize(1);
    }

    @Test
    void all_others_are_ended_and_the_notice_counts() {
        Browser browser = signedIn("all@example.com");
        signedIn("all@example.com");
        signedIn("all@example.com");
        Answer done = browser.post("/settings/sessions/end-others");
        assertThat(done.summary()).isEqualTo("303 /settings/sessions");
        assertThat(browser.follow(done).html().select("main .notice").text()).contains("2 sessions were ended.");
        assertThat(PLATFORM.auth().sessions(user("all@example.com"))).hasSize(1);
    }

    @Test
    void the_session_of_another_player_is_not_found_and_goes_on() {
        Browser browser = signedIn("mine@example.com");
        Browser stranger = signedIn("stranger@example.com");
        for (String id : List.of(id(stranger), "dvs_nothing", "%20")) {
            Answer refused = browser.post("/settings/sessions/" + id + "/end");
            assertThat(refused.summary()).isEqualTo("404 sessions");
        }
        assertThat(stranger.get("/standing").summary()).isEqualTo("200 standing");
    }

    @Test
    void the_own_one_is_ended_as_by_signing_out() {
        Browser browser = signedIn("self@example.com");
        Answer done = browser.post("/settings/sessions/" + id(browser) + "/end");
        assertThat(done.summary()).isEqualTo("303 /");
        assertThat(done.headers("Set-Cookie")).contains(ENDED);
        assertThat(browser.follow(done).html().select("main h1 + .notice").text())
                .contains("You are signed out.");
        assertThat(PLATFORM.auth().sessions(user("self@example.com"))).isEmpty();
    }

    @Test
    void signing_out_ends_the_session_and_the_cookie_and_clears_no_other_data() {
        Browser browser = signedIn("out@example.com");
        Browser copy = browser.copy();
        Answer done = browser.post("/sign-out");
        assertThat(done.summary()).isEqualTo("303 /");
        assertThat(done.headers("Set-Cookie")).contains(ENDED);
        assertThat(done.headers("Clear-Site-Data")).isEmpty();
        assertThat(done.header("Cache-Control")).isEqualTo("no-store");
        assertThat(copy.get("/standing").summary()).isEqualTo("303 /sign-in");
        assertThat(browser.post("/sign-out").summary()).as("once more").isEqualTo("303 /");
    }

    @Test
    void an_id_without_its_secret_signs_no_one_in_or_out() {
        Browser browser = signedIn("guessed@example.com");
        Browser forger = PLATFORM.browser();
        forger.cookies().put("galaxy-web", id(browser) + "." + "A".repeat(43));
        assertThat(forger.get("/standing").summary()).isEqualTo("303 /sign-in");
        forger.post("/sign-out");
        assertThat(browser.get("/standing").summary()).isEqualTo("200 standing");
    }

    @Test
    void uses_are_reported_with_their_time() {
        Browser browser = signedIn("used@example.com");
        UserId user = user("used@example.com");
        PLATFORM.clock.advance(Duration.ofMinutes(20));
        Instant now = PLATFORM.clock.instant();
        browser.get("/standing");
        await().untilAsserted(() -> assertThat(
                        PLATFORM.auth().sessions(user).getFirst().lastUsed().at())
                .isBetween(now.minusMillis(1), now.plusSeconds(1)));
    }
}
