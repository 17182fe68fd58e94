package galaxy.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.users.Delivery;
import galaxy.client.users.LimitCode;
import galaxy.client.users.SanctionCode;
import galaxy.client.users.UserCommand;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.End;
import galaxy.kernel.Parsed;
import galaxy.kernel.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a player reads of sanctions, limits and plans. */
class StandingIT {
    private static final Platform PLATFORM =
            Platform.open("pages.appeal.url", "https://help.example/appeal?about={reference}");

    @AfterAll
    static void stop() {
        PLATFORM.close();
    }

    private static UserId user(String email) {
        if (EmailAddress.parse(email) instanceof Parsed.Valid<EmailAddress>(EmailAddress valid)) {
            return PLATFORM.users().findByEmail(valid).orElseThrow().userId();
        }
        throw new AssertionError(email);
    }

    private static void apply(UserId user, SanctionCode code, End end) {
        PLATFORM.users()
                .perform(
                        user,
                        new UserCommand.ApplySanction(code, Optional.empty(), end, Platform.REASON),
                        Delivery.once())
                .orElseThrow();
    }

    @Test
    void a_new_player_reads_that_nothing_is_blocked_and_what_the_plan_lacks() {
        Answer page = PLATFORM.browser().signIn("free@example.com").get("/standing");
        assertThat(page.summary()).isEqualTo("200 standing");
        assertThat(page.text())
                .contains("Nothing is blocked. Your plan does not include everything.")
                .contains("Sign in Allowed", "Join games Allowed", "Create private games – Not in plan")
                .contains("Your plan: Free", "Nothing was blocked so far.");
        assertThat(page.html().select("table tbody tr")).hasSize(6);
    }

    @Test
    void each_sanction_has_its_reason_end_reference_and_where_to_object() {
        Browser browser = PLATFORM.browser().signIn("sanctioned@example.com");
        UserId user = user("sanctioned@example.com");
        apply(
                user,
                SanctionCode.GAME_JOIN_BLOCK,
                new End.At(PLATFORM.clock.instant().plus(Duration.ofDays(6))));
        Answer page = browser.get("/standing");
        assertThat(page.html().select("main .notice.danger").text()).startsWith("You cannot join games until");
        assertThat(page.text())
                .contains("Join games Blocked Griefing. It ends", "in 6 days", "Reference: " + user.value() + "-1")
                .contains("You can go on with the games that you are in.");
        assertThat(page.html().select("main a[href^=https://help.example/]").attr("href"))
                .isEqualTo("https://help.example/appeal?about=" + user.value() + "-1");
        var lift = new UserCommand.RemoveSanction(SanctionCode.GAME_JOIN_BLOCK, Platform.REASON);
        PLATFORM.users().perform(user, lift, Delivery.once()).orElseThrow();
        assertThat(browser.get("/standing").text())
                .contains("Join games Allowed", "What was blocked before", "lifted: Griefing");
    }

    @Test
    void the_time_of_a_page_and_of_the_services_behind_it_is_measured_by_their_words() {
        Browser browser = PLATFORM.browser().signIn("metrics@example.com");
        var before = PLATFORM.metrics();
        assertThat(browser.get("/standing").status()).isEqualTo(200);
        var after = PLATFORM.metrics();
        String[] page = {"service=\"web\"", "page=\"standing\""};
        assertThat(after.sum("page_render_seconds_count", page) - before.sum("page_render_seconds_count", page))
                .isEqualTo(1);
        for (String dependency : List.of("users", "connections")) {
            String[] labels = {"service=\"web\"", "dependency=\"" + dependency + "\"", "outcome=\"ok\""};
            assertThat(after.sum("page_dependency_seconds_count", labels))
                    .as(dependency)
                    .isGreaterThan(before.sum("page_dependency_seconds_count", labels));
            assertThat(after.value("page_breaker_open", "service=\"web\"", "dependency=\"" + dependency + "\""))
                    .isZero();
        }
        assertThat(after.text()).doesNotContain("metrics@example.com", "dvs_");
    }

    @Test
    void a_limit_of_ones_own_says_so() {
        Browser browser = PLATFORM.browser().signIn("limit@example.com");
        var limit = new UserCommand.SetLimit(LimitCode.MAX_OWNED_PRIVATE_GAMES, 3, new End.Never(), Platform.REASON);
        PLATFORM.users()
                .perform(user("limit@example.com"), limit, Delivery.once())
                .orElseThrow();
        assertThat(browser.get("/standing").text()).contains("Private games you own 3 Set for you");
    }
}
