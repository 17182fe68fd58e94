package galaxy.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What stays when a service is down. */
class FaultsIT {
    @Test
    void without_users_standing_says_so_and_the_sessions_go_on() {
        try (Platform platform = Platform.open()) {
            Browser browser = platform.browser().signIn("users-down@example.com");
            platform.stop("users");
            for (int i = 0; i < 8; i++) {
                Answer down = browser.get("/standing");
                assertThat(down.summary()).isEqualTo("503 standing down");
                assertThat(down.header("Retry-After")).isNotEmpty();
                assertThat(down.text()).contains("Nothing is lost.");
            }
            Answer sessions = browser.get("/settings/sessions");
            assertThat(sessions.summary()).isEqualTo("200 sessions");
            assertThat(sessions.html().select("html").attr("lang")).isEqualTo("en");
            assertThat(platform.metrics().sum("page_breaker_open", "dependency=\"users\""))
                    .isEqualTo(1);
            assertThat(platform.metrics().sum("page_dependency_seconds_count", "outcome=\"not_called\""))
                    .isPositive();
        }
    }

    @Test
    void without_connections_the_shell_leaves_out_what_it_does_not_know() {
        try (Platform platform = Platform.open()) {
            Browser browser = platform.browser().signIn("connections-down@example.com");
            platform.stop("connections");
            assertThat(browser.get("/standing").summary()).isEqualTo("200 standing");
        }
    }

    @Test
    void without_auth_forms_keep_what_was_typed_and_the_code_stays_valid() {
        try (Platform platform = Platform.open()) {
            Browser signedIn = platform.browser().signIn("auth-down@example.com");
            Browser waiting = platform.browser();
            waiting.ask("waiting@example.com");
            String challenge = waiting.challenge();
            platform.stop("auth");

            Answer asked = platform.browser().ask("other@example.com");
            assertThat(asked.summary()).isEqualTo("503 sign-in down");
            assertThat(asked.html().expectFirst("#f-email").attr("value")).isEqualTo("other@example.com");
            assertThat(asked.header("Retry-After")).isNotEmpty();

            Answer confirmed = waiting.post("/sign-in/code", "challenge", challenge, "code", "12345678");
            assertThat(confirmed.summary()).isEqualTo("503 code down");
            assertThat(confirmed.html().expectFirst("#f-code").attr("value")).isEqualTo("12345678");
            assertThat(waiting.post("/sign-in/resend").summary()).isEqualTo("503 code down");
            assertThat(waiting.cookies()).containsKey("galaxy-web-code");

            assertThat(signedIn.get("/standing").summary()).isEqualTo("200 standing");
            assertThat(signedIn.get("/settings/sessions").summary()).isEqualTo("503 sessions down");
            assertThat(signedIn.post("/settings/sessions/end-others").summary()).isEqualTo("503 sessions down");

            Answer out = signedIn.post("/sign-out");
            assertThat(out.summary()).isEqualTo("303 /");
            assertThat(signedIn.cookies()).doesNotContainKey("galaxy-web");
            assertThat(signedIn.follow(out).html().select("main .notice").text())
                    .contains("could not be ended now");
        }
    }
}
