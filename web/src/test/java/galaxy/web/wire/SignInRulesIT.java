package galaxy.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.users.Account;
import galaxy.client.users.Delivery;
import galaxy.client.users.SanctionCode;
import galaxy.client.users.UserCommand;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.End;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may sign in, what a response tells, and where it leads; case P03. */
class SignInRulesIT {
    private static final Platform PLATFORM = Platform.open();
    private static final String WRONG = "00000000";

    private final Browser browser = PLATFORM.browser();

    @AfterAll
    static void stop() {
        PLATFORM.close();
    }

    @Test
    void a_blocked_player_reads_the_reason_and_the_end_only_after_the_right_code() {
        browser.signIn("blocked@example.com");
        Account account = PLATFORM.account("blocked@example.com");
        var block = new UserCommand.ApplySanction(
                SanctionCode.LOGIN_BLOCK,
                Optional.empty(),
                new End.At(PLATFORM.clock.instant().plus(Duration.ofDays(6))),
                Platform.REASON);
        PLATFORM.users().perform(account.userId(), block, Delivery.once()).orElseThrow();
        Browser again = PLATFORM.browser();
        PLATFORM.clock.advance(Duration.ofMinutes(2));
        assertThat(again.ask("blocked@example.com").summary()).isEqualTo("303 /sign-in/code");
        String challenge = again.challenge();
        assertThat(again.confirm(challenge, WRONG).summary()).isEqualTo("400 code");
        Answer blocked = again.confirm(challenge, PLATFORM.code(challenge));
        assertThat(blocked.summary()).isEqualTo("403 standing blocked");
        assertThat(blocked.text())
                .contains(
                        "You cannot sign in until",
                        "Griefing. It ends",
                        account.userId().value() + "-1");
        assertThat(blocked.html().select("header nav, .me bdi")).isEmpty();
        assertThat(again.cookies()).doesNotContainKey("galaxy-web");
    }

    private static double calls(String dependency) {
        return PLATFORM.metrics().sum("page_dependency_seconds_count", "dependency=\"" + dependency + "\"");
    }

    /** What services were asked for, as auth does the same for each address. */
    private static List<Double> callsOf(Runnable request) {
        var before = Stream.of("auth", "users", "connections")
                .map(SignInRulesIT::calls)
                .toList();
        request.run();
        var after = Stream.of("auth", "users", "connections")
                .map(SignInRulesIT::calls)
                .toList();
        return Stream.of(0, 1, 2).map(i -> after.get(i) - before.get(i)).toList();
    }

    @Test
    void known_new_and_blocked_addresses_take_the_same_calls() {
        PLATFORM.users().block(EmailAddress.of("work-blocked@example.com"), Platform.REASON.code(), Optional.empty());
        PLATFORM.browser().signIn("work-known@example.com");
        PLATFORM.clock.advance(Duration.ofMinutes(2));
        for (String email : List.of("work-known@example.com", "work-never@example.com", "work-blocked@example.com")) {
            Browser one = PLATFORM.browser();
            assertThat(callsOf(() -> one.ask(email))).as(email).containsExactly(1.0, 0.0, 0.0);
            assertThat(callsOf(() -> one.confirm(one.challenge(), WRONG)))
                    .as("a wrong code of " + email)
                    .containsExactly(1.0, 0.0, 0.0);
        }
    }

    @Test
    void known_new_and_blocked_addresses_get_the_same_response() {
        PLATFORM.users().block(EmailAddress.of("same-blocked@example.com"), Platform.REASON.code(), Optional.empty());
        PLATFORM.browser().signIn("same-known@example.com");
        PLATFORM.clock.advance(Duration.ofMinutes(2));
        List<String> answers = Stream.of("same-known@example.com", "same-never@example.com", "same-blocked@example.com")
                .map(email -> {
                    Browser one = PLATFORM.browser();
                    Answer asked = one.ask(email);
                    String form = one.get("/sign-in/code")
                            .body()
                            .replace(email, "EMAIL")
                            .replaceAll("chl_\\w+", "CHL");
                    return asked.summary() + asked.body() + form;
                })
                .distinct()
                .toList();
        assertThat(answers).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "/\\evil.example", "https:evil.example", "/robots.txt", "/unknown"})
    void a_target_is_a_page_of_ours(String path) {
        assertThat(browser.post("/display", "theme", "dark", "back", path).summary())
                .isEqualTo("303 /");
    }

    @Test
    void only_a_page_becomes_the_target() {
        assertThat(browser.get("/settings/sessions").summary()).isEqualTo("303 /sign-in");
        Browser image = browser.copy().with("Sec-Fetch-Dest", "image");
        assertThat(image.get("/standing").headers("Set-Cookie")).isEmpty();
        assertThat(image.get("/favicon.ico").headers("Set-Cookie")).isEmpty();
        assertThat(browser.get("/apple-touch-icon.png").headers("Set-Cookie")).isEmpty();
        browser.ask("target@example.com");
        String challenge = browser.challenge();
        assertThat(browser.confirm(challenge, PLATFORM.code(challenge)).summary())
                .isEqualTo("303 /settings/sessions");
        assertThat(browser.cookies()).containsOnlyKeys("galaxy-web");
    }

    /** 254 characters, the most that an address has. */
    private static String longest(String name) {
        return name + "a".repeat(63 - name.length()) + "@" + ("b".repeat(60) + ".").repeat(3) + "example";
    }

    @ParameterizedTest
    @ValueSource(strings = {"page_token=", "x=1&page_token=", "lang=de&page_token="})
    void a_target_that_no_cookie_can_hold_does_not_keep_one_from_signing_in(String query) {
        assertThat(browser.get("/contacts?" + query + "a".repeat(6000)).summary())
                .isEqualTo("303 /sign-in");
        browser.post("/display", "theme", "dark", "back", "/sign-in", "token", "t".repeat(128));
        String first = longest("p06-first" + query.length());
        String second = longest("p06-second" + query.length());
        assertThat(browser.ask(first).summary()).isEqualTo("303 /sign-in/code");
        String older = browser.challenge();
        assertThat(browser.ask(second).summary()).isEqualTo("303 /sign-in/code");
        assertThat(browser.confirm(older, WRONG).summary()).isEqualTo("303 /sign-in/code");
        assertThat(browser.cookies()).containsKey("galaxy-web-visit");
        assertThat(browser.get("/sign-in/code").html().select("main .notice").text())
                .contains(second);
        String challenge = browser.challenge();
        Answer done = browser.confirm(challenge, PLATFORM.code(challenge));
        assertThat(done.summary()).isEqualTo("303 /contacts");
        assertThat(browser.follow(done).summary()).isEqualTo("200 contacts");
    }

    @Test
    void a_path_that_no_cookie_can_hold_is_no_target() {
        assertThat(browser.get("/contacts/links/" + "a".repeat(3000)).summary()).isEqualTo("303 /sign-in");
        browser.ask("p06-path@example.com");
        String challenge = browser.challenge();
        assertThat(browser.confirm(challenge, PLATFORM.code(challenge)).summary())
                .isEqualTo("303 /profile");
    }
}
