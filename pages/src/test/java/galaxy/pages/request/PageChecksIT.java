package galaxy.pages.request;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.http.RawResponse;
import java.io.IOException;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of checks, row by row, and the headers, on a real port. */
class PageChecksIT {
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final String SESSION = "Cookie: galaxy-sample=bad; galaxy-sample=ok";
    private static SampleService service;

    @BeforeAll
    static void start() {
        service = new SampleService("http://127.0.0.1");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static RawResponse get(String path, String... headers) throws IOException {
        var lines = new java.util.ArrayList<>(java.util.List.of("GET " + path + " HTTP/1.1", "Host: 127.0.0.1"));
        lines.addAll(java.util.List.of(headers));
        return service.send(lines.toArray(String[]::new));
    }

    private static String page(RawResponse response) {
        var body = Jsoup.parse(response.body()).body();
        return body.attr("data-page") + " " + body.attr("data-state");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 200",
        "127.0.0.1:80, 200",
        "127.0.0.1., 200",
        "localhost, 308",
        "LOCALHOST:80, 308",
        "[::1], 308",
        "evil.example, 421",
        "127.0.0.1:81, 421",
        "localhost:81, 421"
    })
    void serves_the_host_of_its_origin_only(String host, int status) throws Exception {
        var response = service.send("GET /?a=b HTTP/1.1", "Host: " + host);
        assertThat(response.status()).isEqualTo(status);
        if (status == 308) {
            assertThat(response.header("Location")).isEqualTo("http://127.0.0.1/?a=b");
        }
        if (status == 421) {
            assertThat(page(response)).isEqualTo("error 421");
            assertThat(service.refused("host")).isPositive();
        }
    }

    @Test
    void a_form_is_never_sent_on_to_another_name_and_a_request_without_host_is_served() throws Exception {
        assertThat(service.send("POST /profile/name HTTP/1.1", "Host: localhost", "Content-Length: 0")
                        .status())
                .isEqualTo(421);
        assertThat(service.send("GET / HTTP/1.0").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/profile/, 308, /profile",
        "/profile///?a=b, 308, /profile?a=b",
        "//evil.example/, 404, ''",
        "/none/, 404, ''",
        "/none, 404, ''",
        "/profile/name, 303, /profile",
        "/profile/name/, 308, /profile/name",
        "/c/, 404, ''"
    })
    void leads_to_the_one_spelling_and_from_forms_to_their_page(String path, int status, String location)
            throws Exception {
        for (var method : new String[] {"GET", "HEAD"}) {
            try (var connection = service.raw()) {
                connection.send(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
                var response = connection.response(method.equals("GET"));
                assertThat(response.status()).isEqualTo(status);
                assertThat(response.header("Location")).isEqualTo(location);
            }
        }
    }

    @Test
    void another_method_is_refused_with_those_that_there_are() throws Exception {
        var response = service.send("DELETE /profile HTTP/1.1", "Host: 127.0.0.1");
        assertThat(response.status()).isEqualTo(405);
        assertThat(response.header("Allow")).isEqualTo("GET, HEAD");
        assertThat(page(response)).isEqualTo("error 405");
        var old = service.send("GET / HTTP/0.9", "Host: 127.0.0.1");
        assertThat(old.status() + " " + page(old)).isEqualTo("505 error 505");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "same-origin | - | 303",
                "none | - | 303",
                "same-site | - | 403",
                "cross-site | - | 403",
                "x | - | 403",
                "same-origin | https://evil.example | 303",
                "cross-site | http://127.0.0.1 | 403",
                "- | http://127.0.0.1 | 303",
                "- | http://127.0.0.1:81 | 403",
                "- | null | 403",
                "- | https://127.0.0.1 | 403",
                "- | - | 303"
            })
    void a_form_of_another_origin_changes_nothing(String site, String origin, int status) throws Exception {
        var response = service.post(
                "/profile/name",
                "name=Nova",
                FORM,
                SESSION,
                site == null ? "X-Nothing: 1" : "Sec-Fetch-Site: " + site,
                origin == null ? "X-Nothing: 2" : "Origin: " + origin);
        assertThat(response.status()).isEqualTo(status);
        if (status == 403) {
            assertThat(page(response)).isEqualTo("error foreign");
            assertThat(response.body())
                    .contains("This came from another site", "Nothing was changed.")
                    .doesNotContain("Nova", "evil");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cross-site, navigate, 200",
        "cross-site, no-cors, 403",
        "cross-site, cors, 403",
        "same-site, cors, 200",
        "same-origin, cors, 200"
    })
    void another_site_may_link_to_a_page_and_not_load_it(String site, String mode, int status) throws Exception {
        assertThat(get("/", "Sec-Fetch-Site: " + site, "Sec-Fetch-Mode: " + mode)
                        .status())
                .isEqualTo(status);
        assertThat(get(service.sheet(), "Sec-Fetch-Site: " + site, "Sec-Fetch-Mode: " + mode)
                        .status())
                .isEqualTo(status);
    }

    @Test
    void too_many_requests_of_an_address_wait() throws Exception {
        RawResponse last = get("/c/secret");
        for (int i = 0; i < 3; i++) {
            last = get("/c/secret");
        }
        assertThat(last.status()).isEqualTo(429);
        assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 60);
        assertThat(last.body()).doesNotContain("secret");
    }

    @Test
    void a_page_that_needs_a_session_leads_to_sign_in_and_a_form_keeps_what_was_typed() throws Exception {
        assertThat(get("/profile").header("Location")).isEqualTo("/sign-in");
        assertThat(get("/profile", SESSION).status()).isEqualTo(200);
        var refused = service.post("/profile/name", "name=Nova+Pilot", FORM);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("Nova Pilot");
        assertThat(service.post("/profile/name", "other=1", FORM).body()).contains("unreadable");
        assertThat(service.refused("session")).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-www-form-urlencoded, name=a, 303",
        "text/plain, name=a, 415",
        "application/x-www-form-urlencoded, other=a, 400",
        "application/x-www-form-urlencoded, name=a&name=b, 400",
        "application/x-www-form-urlencoded, name=%00, 400",
        "application/x-www-form-urlencoded, name=%FF, 400"
    })
    void reads_forms_strictly(String type, String body, int status) throws Exception {
        var response = service.post("/profile/name", body, "Content-Type: " + type, SESSION);
        assertThat(response.status()).isEqualTo(status);
    }

    @Test
    void reads_line_ends_as_lf_missing_fields_as_empty_and_no_more_than_64_kib() throws Exception {
        assertThat(service.post("/profile/name", "name=a%0D%0Ab", FORM, SESSION).header("Location"))
                .isEqualTo("/profile?name=a%0Ab");
        assertThat(service.post("/profile/name", "", FORM, SESSION).header("Location"))
                .isEqualTo("/profile?name=");
        assertThat(service.post("/profile/name", "name=" + "a".repeat(65_536), FORM, SESSION)
                        .status())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/none", "/profile", "/profile/", "/c/x", "SHEET", "BROKEN"})
    void every_response_has_the_headers(String path) throws Exception {
        var response = path.equals("BROKEN")
                ? service.send("GET / HTTP/1.1", "Host: x", "Broken")
                : get(path.equals("SHEET") ? service.sheet() : path);
        assertThat(response.header("Content-Security-Policy"))
                .isEqualTo(
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                                + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'");
        assertThat(response.header("Referrer-Policy")).isEqualTo("strict-origin");
        assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(response.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(response.header("Permissions-Policy"))
                .isEqualTo("camera=(), microphone=(), geolocation=(), payment=()");
        assertThat(response.header("Strict-Transport-Security")).isEmpty();
        assertThat(response.header("Cache-Control"))
                .isEqualTo(path.equals("SHEET") ? "public, max-age=31536000, immutable" : "no-store");
        if (response.header("Content-Type").startsWith("text/html")) {
            assertThat(response.header("X-Robots-Tag")).isEqualTo(path.equals("/") ? "" : "noindex, nofollow");
            assertThat(response.header("Vary")).isEqualTo("Cookie, Accept-Language");
            assertThat(response.header("Content-Language")).isEqualTo("en");
        }
    }

    @Test
    void over_https_browsers_stay_with_it() throws Exception {
        try (var secure = new SampleService("https://galaxy.example")) {
            assertThat(secure.send("GET / HTTP/1.1", "Host: galaxy.example").header("Strict-Transport-Security"))
                    .isEqualTo("max-age=63072000; includeSubDomains");
        }
    }

    @Test
    void pages_are_compressed_but_not_those_with_a_secret() throws Exception {
        assertThat(get("/", "Accept-Encoding: gzip").header("Content-Encoding")).isEqualTo("gzip");
        assertThat(get("/none", "Accept-Encoding: gzip").header("Content-Encoding"))
                .isEqualTo("gzip");
        assertThat(get("/").header("Content-Encoding")).isEmpty();
        try (var other = new SampleService("http://127.0.0.1")) {
            var secret = other.send("GET /c/x HTTP/1.1", "Host: 127.0.0.1", "Accept-Encoding: gzip");
            assertThat(secret.status()).isEqualTo(200);
            assertThat(secret.header("Content-Encoding")).isEmpty();
        }
    }

    @Test
    void an_error_is_a_page_in_the_language_and_the_colours_of_the_reader() throws Exception {
        var response = get("/none", "Accept-Language: fr;q=0.1, pt", "Cookie: galaxy-sample-display=dark.");
        assertThat(response.status()).isEqualTo(404);
        var page = Jsoup.parse(response.body());
        assertThat(page.select("html").attr("lang")).isEqualTo("pt-BR");
        assertThat(page.select("html").attr("data-theme")).isEqualTo("dark");
        assertThat(page.select("h1").text()).isEqualTo("Esta página não existe");
        assertThat(page.select(".reference [dir=ltr]").text()).isEqualTo(response.header("X-Request-Id"));
        assertThat(Jsoup.parse(get("/none?utm_source=x&lang=ar", "Accept-Language: pt")
                                .body())
                        .select("html")
                        .attr("dir"))
                .as("the language of this response")
                .isEqualTo("rtl");
        assertThat(Jsoup.parse(get("/?lang=ar&utm_source=x").body())
                        .select("html")
                        .attr("dir"))
                .isEqualTo("rtl");
    }
}
