package galaxy.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.http.RawConnection;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks of each request at the routes of this service, its headers, files and limits; cases P02 and P05. */
class ChecksIT {
    private static final Platform PLATFORM = Platform.open(
            "web.limits.sign-ins",
            "5",
            "web.http.trusted-proxies",
            "127.0.0.1/32",
            "web.security.contact",
            "mailto:security@galaxy.example");

    @AfterAll
    static void stop() {
        PLATFORM.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/sign-in/resend, 303 /sign-in/code",
        "/sign-out, 303 /",
        "/display, 303 /",
        "/settings/sessions/end-others, 303 /settings/sessions",
        "/settings/sessions/dvs_1/end, 303 /settings/sessions",
        "/contacts/find, 303 /contacts",
        "/contacts/add, 303 /contacts",
        "/contacts/remove, 303 /contacts",
        "/contacts/links/lnk_1/revoke, 303 /contacts/links/lnk_1",
        "/contacts/links/lnk_1/rotate, 303 /contacts/links/lnk_1",
        "/settings/sessions/, 308 /settings/sessions",
        "/nothing, 404 error 404",
        "/assets/none.0123456789abcdef.css, 404 error 404"
    })
    void the_address_bar_leads_to_a_page(String path, String expected) {
        assertThat(PLATFORM.browser().get(path).summary()).isEqualTo(expected);
        assertThat(PLATFORM.browser().head(path).status()).isEqualTo(Integer.parseInt(expected.substring(0, 3)));
    }

    @Test
    void a_page_takes_no_form() {
        Answer refused = PLATFORM.browser().post("/standing");
        assertThat(refused.summary()).isEqualTo("405 error 405");
        assertThat(refused.header("Allow")).contains("GET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "nonsense"})
    void another_site_changes_nothing(String site) {
        Browser browser = PLATFORM.browser().with("Sec-Fetch-Site", site);
        Answer refused = browser.post("/sign-out");
        assertThat(refused.summary()).isEqualTo("403 error foreign");
        assertThat(refused.text()).contains("This came from another site", "Nothing was changed.");
        assertThat(refused.headers("Set-Cookie")).isEmpty();
    }

    @Test
    void a_form_without_a_session_keeps_what_was_chosen_to_do_next() {
        Browser browser = PLATFORM.browser();
        Answer refused = browser.post("/settings/sessions/end-others");
        assertThat(refused.summary()).isEqualTo("403 sessions signed-out");
        assertThat(refused.html().select("main a").eachAttr("href")).contains("/sign-in", "/settings/sessions");
        assertThat(browser.cookies()).containsKey("galaxy-web-visit");
    }

    @Test
    void every_response_has_the_headers_and_nothing_inline() {
        for (String path : List.of("/", "/sign-in", "/nothing")) {
            Answer page = PLATFORM.browser().get(path);
            assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'; script-src 'self'");
            assertThat(page.header("Referrer-Policy")).isEqualTo("strict-origin");
            assertThat(page.header("Cache-Control")).isEqualTo("no-store");
            assertThat(page.header("Vary")).isEqualTo("Cookie, Accept-Language");
            assertThat(page.header("Content-Language")).isEqualTo("en");
            assertThat(page.header("X-Robots-Tag")).isEqualTo(path.equals("/") ? "" : "noindex, nofollow");
            assertThat(page.html().select("[style], style, script:not([src]), [onclick]"))
                    .isEmpty();
        }
        String sheet = PLATFORM.browser()
                .get("/")
                .html()
                .select("link[rel=stylesheet]")
                .attr("href");
        assertThat(PLATFORM.browser().get(sheet).header("Cache-Control"))
                .isEqualTo("public, max-age=31536000, immutable");
    }

    @Test
    void cookies_of_others_are_passed_over() throws IOException {
        Browser browser = PLATFORM.browser().signIn("cookies@example.com");
        String own = "galaxy-web=" + browser.cookies().get("galaxy-web");
        for (String cookie : List.of(
                "prefs={\"a\":{\"b\":1}}; " + own,
                own + "; from=site=(none)|kind=(a b); $v=1; flag",
                "; ; ;" + own + "; ;",
                "galaxy-web=stale; " + own,
                own + "; n=Jos\u00e9")) {
            String request = "GET /standing HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: %s\r\nConnection: close\r\n\r\n"
                    .formatted(PLATFORM.web().getPort(), cookie);
            assertThat(RawConnection.once(PLATFORM.web(), request).status())
                    .as(cookie)
                    .isEqualTo(200);
        }
    }

    @Test
    void another_name_of_loopback_is_led_to_the_origin_and_any_other_is_refused() throws IOException {
        int port = PLATFORM.web().getPort();
        String request = "GET /sign-in HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n";
        var moved = RawConnection.once(PLATFORM.web(), request.formatted("localhost:" + port));
        assertThat(moved.status() + " " + moved.header("location"))
                .isEqualTo("308 http://127.0.0.1:" + port + "/sign-in");
        assertThat(RawConnection.once(PLATFORM.web(), request.formatted("evil.example"))
                        .status())
                .isEqualTo(421);
    }

    @Test
    void forms_of_sign_in_are_limited_together_for_each_address() {
        Browser browser = PLATFORM.browser();
        for (int i = 0; i < 5; i++) {
            browser.post("/sign-in/resend");
        }
        Answer refused = browser.ask("limited@example.com");
        assertThat(refused.summary()).isEqualTo("429 error 429");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        assertThat(browser.get("/sign-in").summary()).isEqualTo("200 sign-in");
        PLATFORM.clock.advance(java.time.Duration.ofMinutes(1));
        assertThat(browser.post("/sign-in/resend").status()).isEqualTo(303);
        PLATFORM.clock.advance(java.time.Duration.ofMinutes(1));
    }

    @Test
    void behind_a_proxy_each_client_has_limits_of_its_own() {
        double refused = PLATFORM.metrics().sum("page_refused_total", "check=\"rate\"");
        Browser one = PLATFORM.browser().with("X-Forwarded-For", "203.0.113.7");
        Browser other = PLATFORM.browser().with("X-Forwarded-For", "203.0.113.8");
        for (int i = 0; i < 5; i++) {
            assertThat(one.post("/sign-in/resend").status()).isEqualTo(303);
        }
        assertThat(one.copy().post("/sign-in/resend").summary()).isEqualTo("429 error 429");
        assertThat(other.post("/sign-in/resend").status()).isEqualTo(303);
        assertThat(PLATFORM.metrics().sum("page_refused_total", "check=\"rate\"") - refused)
                .isEqualTo(1);
    }

    @Test
    void language_and_theme_are_kept_for_a_year() {
        Browser browser = PLATFORM.browser();
        Answer chosen = browser.post("/display", "theme", "dark", "lang", "ar", "back", "/sign-in");
        assertThat(chosen.summary()).isEqualTo("303 /sign-in");
        assertThat(chosen.header("Set-Cookie")).startsWith("galaxy-web-display=dark.ar; Max-Age=31536000; Path=/");
        var page = browser.get("/sign-in").html().expectFirst("html");
        assertThat(page.attr("lang") + page.attr("dir") + page.attr("data-theme"))
                .isEqualTo("arrtldark");
        assertThat(browser.get("/sign-in?lang=de").html().expectFirst("html").attr("lang"))
                .isEqualTo("de");
        assertThat(browser.get("/sign-in").html().expectFirst("html").attr("lang"))
                .isEqualTo("ar");
    }

    @Test
    void programs_find_what_they_look_for() {
        assertThat(PLATFORM.browser().get("/robots.txt").body()).isEqualTo("User-agent: *\nDisallow: /c/\n");
        Answer security = PLATFORM.browser().get("/.well-known/security.txt");
        assertThat(security.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(security.body())
                .contains("Contact: mailto:security@galaxy.example\n", "Expires: 20")
                .contains("Canonical: " + PLATFORM.web() + "/.well-known/security.txt\n");
    }
}
