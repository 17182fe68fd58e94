package galaxy.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.auth.DeviceSession;
import galaxy.client.users.Account;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of sign-in, and cases P04, P06, P11. */
class SignInIT {
    private static final Platform PLATFORM = Platform.open();
    private static final String WRONG = "00000000";

    private final Browser browser = PLATFORM.browser();

    @AfterAll
    static void stop() {
        PLATFORM.close();
    }

    @Test
    void the_form_asks_for_an_address_and_nothing_else() {
        Answer form = browser.get("/sign-in");
        assertThat(form.summary()).isEqualTo("200 sign-in");
        var field = form.html().expectFirst("main form[action=/sign-in][method=post] #f-email");
        assertThat(field.attr("autocomplete")).isEqualTo("email");
        assertThat(form.html().select("main form input")).hasSize(1);
        assertThat(form.html().select("main a[href=http://127.0.0.1:8090/outbox]"))
                .hasSize(1);
        assertThat(browser.get("/sign-in/code").summary()).isEqualTo("303 /sign-in");
        assertThat(browser.post("/sign-in/code", "code", WRONG).summary()).isEqualTo("303 /sign-in");
        assertThat(browser.post("/sign-in/resend").summary()).isEqualTo("303 /sign-in");
    }

    @Test
    void a_code_from_the_mail_makes_an_account_with_language_and_zone_and_a_session() {
        browser.with("Accept-Language", "pt-PT, de;q=0.5");
        assertThat(browser.ask("new@example.com").summary()).isEqualTo("303 /sign-in/code");
        Answer form = browser.get("/sign-in/code");
        assertThat(form.summary()).isEqualTo("200 code");
        assertThat(form.text()).contains("new@example.com");
        var code = form.html().expectFirst("#f-code");
        assertThat(code.attr("autocomplete")).isEqualTo("one-time-code");
        assertThat(code.attr("inputmode")).isEqualTo("numeric");
        assertThat(form.html().select("select[name=time_zone] option[value=Europe/Berlin]"))
                .hasSize(1);
        String challenge = browser.challenge();
        Answer done = browser.confirm(challenge, PLATFORM.code(challenge));
        assertThat(done.summary()).isEqualTo("303 /profile");
        assertThat(done.headers("Set-Cookie"))
                .anyMatch(
                        cookie -> cookie.matches(
                                "galaxy-web=dvs_[0-9a-z]{26}\\.[A-Za-z0-9_-]{43}; Max-Age=15552000; Path=/; HttpOnly; SameSite=Lax"))
                .anyMatch(cookie -> cookie.equals("galaxy-web-code=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax"));
        Account account = PLATFORM.account("new@example.com");
        assertThat(account.preferredLanguage()).isEqualTo("pt-BR");
        assertThat(account.timeZone()).isEqualTo("Europe/Berlin");
        DeviceSession session = PLATFORM.auth().sessions(account.userId()).getFirst();
        assertThat(session.deviceName()).contains("Firefox on Linux");
        assertThat(session.credentialKind()).isEqualTo("cookie");
        assertThat(Stream.of("/", "/sign-in", "/sign-in/code")
                        .map(path -> browser.get(path).summary()))
                .containsOnly("303 /profile");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "no address", "a@b", "a@example.com@example.com"})
    void what_is_no_address_stays_in_the_form(String typed) {
        Answer refused = browser.ask(typed);
        assertThat(refused.summary()).isEqualTo("400 sign-in");
        assertThat(refused.html().expectFirst("#f-email").attr("value")).isEqualTo(typed);
        assertThat(refused.error("email")).isNotEmpty();
        assertThat(refused.html().title()).startsWith("Error:");
        assertThat(refused.html().select("[role=alert] a[href=#f-email]")).hasSize(1);
        assertThat(browser.cookies()).isEmpty();
    }

    @Test
    void another_mail_at_once_is_refused_with_the_time_and_sent_later_with_the_same_code() {
        browser.ask("twice@example.com");
        String challenge = browser.challenge();
        Answer limited = browser.post("/sign-in/resend");
        assertThat(limited.summary()).isEqualTo("429 code");
        assertThat(Integer.parseInt(limited.header("Retry-After"))).isBetween(1, 30);
        assertThat(limited.text()).containsPattern("Try again in \\d+ seconds?");
        Answer again = browser.ask("twice@example.com");
        assertThat(again.summary()).isEqualTo("429 sign-in");
        assertThat(again.html().expectFirst("#f-email").attr("value")).isEqualTo("twice@example.com");
        PLATFORM.clock.advance(Duration.ofSeconds(31));
        Answer sent = browser.post("/sign-in/resend");
        assertThat(sent.summary()).isEqualTo("303 /sign-in/code");
        assertThat(browser.challenge()).isEqualTo(challenge);
        assertThat(browser.confirm(challenge, PLATFORM.code(challenge)).summary())
                .isEqualTo("303 /profile");
    }

    @Test
    void a_notice_comes_once_takes_the_focus_and_begins_the_title() {
        browser.ask("notice@example.com");
        PLATFORM.clock.advance(Duration.ofSeconds(31));
        Answer page = browser.follow(browser.post("/sign-in/resend"));
        var notice = page.html().expectFirst("main .notice[role=status]");
        assertThat(notice.attr("tabindex")).isEqualTo("-1");
        assertThat(notice.hasAttr("autofocus")).isTrue();
        assertThat(page.html().title()).startsWith("The mail was sent again.");
        assertThat(browser.get("/sign-in/code").html().select("main .notice[role=status]"))
                .isEmpty();
    }

    @Test
    void wrong_codes_count_and_keep_what_was_typed_until_the_code_has_ended() {
        browser.ask("wrong@example.com");
        String challenge = browser.challenge();
        for (int left = 4; left >= 1; left--) {
            Answer wrong = browser.confirm(challenge, WRONG);
            assertThat(wrong.summary()).isEqualTo("400 code");
            assertThat(wrong.error("code")).contains(left == 1 ? "1 try is left" : left + " tries are left");
            assertThat(wrong.html().expectFirst("#f-code").attr("value")).isEqualTo(WRONG);
            assertThat(wrong.html().select("option[selected]").attr("value")).isEqualTo("Europe/Berlin");
        }
        assertThat(browser.confirm(challenge, WRONG).summary()).isEqualTo("400 code");
        PLATFORM.clock.advance(Duration.ofSeconds(4));
        Answer ended = browser.confirm(challenge, PLATFORM.code(challenge));
        assertThat(ended.summary()).isEqualTo("410 code ended");
        assertThat(ended.html().select("form[action=/sign-in/resend]")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234", "abcdefgh", "123456789"})
    void what_is_no_code_spends_no_attempt(String typed) {
        browser.ask("malformed-" + typed.length() + typed.hashCode() + "@example.com");
        String challenge = browser.challenge();
        assertThat(browser.confirm(challenge, typed).summary()).isEqualTo("400 code");
        assertThat(browser.confirm(challenge, WRONG).error("code")).contains("4 tries are left");
    }

    @Test
    void a_zone_that_there_is_not_is_a_problem_of_its_field_and_the_code_stays() {
        browser.ask("zone@example.com");
        String challenge = browser.challenge();
        String code = PLATFORM.code(challenge);
        Answer refused =
                browser.post("/sign-in/code", "challenge", challenge, "code", code, "time_zone", "Mars/Olympus");
        assertThat(refused.summary()).isEqualTo("400 code");
        assertThat(refused.error("time_zone")).isNotEmpty();
        assertThat(refused.html().expectFirst("#f-code").attr("value")).isEqualTo(code);
        assertThat(browser.post("/sign-in/code", "challenge", challenge, "code", code)
                        .summary())
                .isEqualTo("303 /profile");
        assertThat(PLATFORM.account("zone@example.com").timeZone()).isEqualTo("UTC");
    }

    @Test
    void a_code_works_only_in_its_browser() {
        browser.ask("own@example.com");
        String challenge = browser.challenge();
        Browser other = PLATFORM.browser();
        assertThat(other.confirm(challenge, PLATFORM.code(challenge)).summary()).isEqualTo("303 /sign-in");
        other.ask("other-browser@example.com");
        assertThat(other.confirm(challenge, PLATFORM.code(challenge)).summary()).isEqualTo("303 /sign-in/code");
    }

    @Test
    void the_code_of_an_older_tab_names_the_newer_address_and_spends_no_attempt() {
        browser.ask("tab-a@example.com");
        String first = browser.challenge();
        browser.ask("tab-b@example.com");
        Answer moved = browser.confirm(first, PLATFORM.code(first));
        assertThat(moved.summary()).isEqualTo("303 /sign-in/code");
        assertThat(browser.follow(moved).html().select("main .notice").text()).contains("tab-b@example.com");
        String second = browser.challenge();
        assertThat(browser.confirm(second, WRONG).error("code")).contains("4 tries are left");
    }

    @Test
    void a_page_that_only_keeps_a_target_never_puts_back_an_older_challenge() {
        browser.ask("slow-a@example.com");
        Browser slow = browser.copy();
        browser.ask("slow-b@example.com");
        String challenge = browser.challenge();
        assertThat(slow.get("/standing").headers("Set-Cookie"))
                .singleElement()
                .asString()
                .startsWith("galaxy-web-visit=");
        browser.cookies().put("galaxy-web-visit", slow.cookies().getOrDefault("galaxy-web-visit", ""));
        assertThat(browser.confirm(challenge, PLATFORM.code(challenge)).summary())
                .isEqualTo("303 /standing");
    }

    @Test
    void the_button_twice_is_one_session_and_each_cookie_works() throws Exception {
        browser.ask("double@example.com");
        String challenge = browser.challenge();
        List<Browser> both = List.of(browser.copy(), browser.copy());
        Browser before = browser.copy();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Answer>> presses = both.stream()
                    .<Callable<Answer>>map(each -> () -> each.confirm(challenge, PLATFORM.code(challenge)))
                    .toList();
            for (Future<Answer> done : threads.invokeAll(presses)) {
                assertThat(done.get().summary()).isEqualTo("303 /profile");
            }
        }
        assertThat(before.confirm(challenge, PLATFORM.code(challenge)).summary())
                .as("pressed again after a lost response")
                .isEqualTo("303 /profile");
        both.forEach(each -> assertThat(each.get("/standing").summary()).isEqualTo("200 standing"));
        assertThat(PLATFORM.auth()
                        .sessions(PLATFORM.account("double@example.com").userId()))
                .hasSize(1);
        assertThat(both.getFirst().confirm(challenge, WRONG).summary())
                .as("Back to the form, and submitted once more")
                .isEqualTo("303 /profile");
    }

    @Test
    void signing_in_ends_the_former_session_of_the_browser() {
        browser.signIn("former@example.com");
        Browser copy = browser.copy();
        var user = PLATFORM.account("former@example.com").userId();
        copy.cookies().remove("galaxy-web-code");
        PLATFORM.clock.advance(Duration.ofMinutes(2));
        assertThat(browser.ask("former@example.com").status()).isEqualTo(303);
        String challenge = browser.challenge();
        assertThat(browser.confirm(challenge, PLATFORM.code(challenge)).status())
                .isEqualTo(303);
        assertThat(PLATFORM.auth().sessions(user)).hasSize(1);
        assertThat(copy.get("/standing").summary()).isEqualTo("303 /sign-in");
        assertThat(browser.get("/standing").summary()).isEqualTo("200 standing");
    }
}
