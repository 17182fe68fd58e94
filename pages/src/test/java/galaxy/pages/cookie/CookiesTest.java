package galaxy.pages.cookie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.chassis.http.Response;
import galaxy.chassis.http.Route;
import galaxy.chassis.http.Routes;
import galaxy.chassis.identity.Access;
import galaxy.kernel.Parsed;
import galaxy.kernel.Secret;
import galaxy.pages.route.Origin;
import galaxy.pages.text.PageLanguage;
import galaxy.pages.view.Theme;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CookiesTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SealingKey KEY =
            SealingKey.parse(SealingKey.draw(RANDOM), RANDOM).orElseThrow();
    private static final Instant NOW = Instant.parse("2027-03-06T08:12:00Z");
    private static final Origin HTTPS = Origin.parse("https://galaxy.example").orElseThrow();
    private static final Origin HTTP = Origin.parse("http://127.0.0.1:8088").orElseThrow();

    @Test
    void a_cookie_is_for_this_host_alone_and_ends_with_the_attributes_of_its_begin() {
        var names = CookieNames.of("galaxy-web", HTTPS);
        assertThat(new SetCookie(HTTPS).set(names.session(), "a.b", Duration.ofDays(1)))
                .isEqualTo("__Host-galaxy-web=a.b; Max-Age=86400; Path=/; HttpOnly; SameSite=Lax; Secure");
        assertThat(new SetCookie(HTTPS).end(names.code()))
                .isEqualTo("__Host-galaxy-web-code=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure");
        assertThat(new SetCookie(HTTP).set(CookieNames.of("galaxy-web", HTTP).visit(), "x", Duration.ofMinutes(30)))
                .isEqualTo("galaxy-web-visit=x; Max-Age=1800; Path=/; HttpOnly; SameSite=Lax");
    }

    @Test
    void refuses_a_cookie_that_browsers_would_discard() {
        var cookies = new SetCookie(HTTPS);
        assertThatThrownBy(() -> cookies.set("a", "x".repeat(4096), Duration.ofDays(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cookies.set("a", "x;y", Duration.ofDays(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prefs={\"a\":{\"b\":1}}; %s",
                "%s; from=site=(none)|kind=(a b)",
                "$v=1; %s",
                "flag; %s",
                "n=Jos\u00c3\u00a9; %s; n=x",
                "; ;%s",
                "a=1;%s;b=2",
                "id=broken; %s",
                "xid=other; %s"
            })
    void reads_a_cookie_beside_those_of_others(String header) {
        var cookies = CookieHeader.of(List.of(header.formatted("id=ok")));
        assertThat(cookies.find("id", value -> value.equals("broken") ? Optional.empty() : Optional.of(value)))
                .hasValue("ok");
        assertThat(cookies.has("id")).isTrue();
        assertThat(cookies.has("i")).isFalse();
    }

    @Test
    void a_sealed_value_opens_with_its_key_for_its_purpose_until_its_end() {
        var fields = new SealedFields(Map.of("email", "pilot@example.com", "name", "\u0646\u062c\u0645\u0629"));
        var value = fields.seal(KEY, "code", NOW.plusSeconds(60));
        assertThat(value).matches("[A-Za-z0-9_-]+").isNotEqualTo(fields.seal(KEY, "code", NOW.plusSeconds(60)));
        assertThat(SealedFields.open(KEY, "code", value, NOW)).hasValue(fields);
        assertThat(SealedFields.open(KEY, "code", value, NOW.plusSeconds(60))).isEmpty();
        assertThat(SealedFields.open(KEY, "visit", value, NOW)).isEmpty();
        assertThat(SealedFields.open(
                        SealingKey.parse(SealingKey.draw(RANDOM), RANDOM).orElseThrow(), "code", value, NOW))
                .isEmpty();
        char last = value.charAt(20);
        assertThat(SealedFields.open(
                        KEY, "code", value.substring(0, 20) + (last == 'A' ? 'B' : 'A') + value.substring(21), NOW))
                .isEmpty();
        for (var other : List.of("", "x", "\u00e9", value.substring(1), "AAAA".repeat(20))) {
            assertThat(SealedFields.open(KEY, "code", other, NOW)).isEmpty();
        }
    }

    @Test
    void a_key_is_32_bytes_and_is_never_shown() {
        assertThat(SealingKey.parse(Secret.of("AAAA"), RANDOM)).isInstanceOf(Parsed.Invalid.class);
        assertThat(SealingKey.parse(Secret.of("not base64!"), RANDOM)).isInstanceOf(Parsed.Invalid.class);
        assertThat(KEY).hasToString("SealingKey[secret]");
    }

    @Test
    void the_looks_are_read_as_they_were_written() {
        var display = new Display(Theme.DARK, Optional.of(PageLanguage.PORTUGUESE));
        assertThat(display.value()).isEqualTo("dark.pt-BR");
        assertThat(Display.parse("dark.pt-BR")).hasValue(display);
        assertThat(Display.parse(Display.STANDARD.value())).hasValue(Display.STANDARD);
        for (var other : List.of("", "dark", "blue.en", "dark.xx", "dark.en.x")) {
            assertThat(Display.parse(other)).as(other).isEmpty();
        }
    }

    private static Optional<Target> target(String text) {
        var routes =
                Routes.of(List.of(page("/"), page("/contacts"), page("/contacts/links/{link_id}"), page("/qr.svg")));
        return Target.of(text, routes, template -> !template.equals("/qr.svg"));
    }

    private static Route page(String template) {
        return Route.get(template, Access.anyone(), exchange -> Response.empty(204));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil",
                "/\\evil",
                "https:evil",
                "https://evil/",
                "/none",
                "/qr.svg",
                "",
                "contacts",
                "/contacts#x",
                "/contacts\r\nA: b",
                "/contacts/links/",
                "/contacts/links/a/b",
                "/%0d%0aX",
                "//contacts",
                "/contacts?a=\\b",
                "/contacts?\u00e9"
            })
    void a_place_that_is_no_page_of_ours_is_none(String text) {
        assertThat(target(text)).isEmpty();
    }

    @Test
    void a_long_target_loses_its_query_and_then_itself() {
        assertThat(target("/contacts?page_token=a")).hasValue(new Target("/contacts?page_token=a"));
        assertThat(target("/contacts?page_token=" + "a".repeat(6000))).hasValue(new Target("/contacts"));
        assertThat(target("/contacts/links/" + "a".repeat(2000))).isEmpty();
        assertThat(target("/")).hasValue(Target.START);
    }

    @Test
    void a_visit_is_read_as_it_was_written_and_fits_into_a_cookie_with_the_longest_parts() {
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var name = CookieNames.of("galaxy-web", HTTPS).visit();
        var visits = new Visits(name, KEY, new SetCookie(HTTPS), clock);
        var visit = Visits.Visit.EMPTY
                .target(new Target("/contacts?" + "a".repeat(1014)))
                .token("t".repeat(200))
                .notice("saved");
        var cookie = visits.write(visit);
        assertThat(cookie.length()).isLessThan(SetCookie.MOST_BYTES);
        var sent = CookieHeader.of(List.of(name + "=stranger", cookie.split(";", 2)[0]));
        assertThat(visits.read(sent)).isEqualTo(visit);
        assertThat(visits.read(sent).shown().notice()).isEmpty();
        assertThat(visits.read(CookieHeader.of(List.of()))).isEqualTo(Visits.Visit.EMPTY);
        assertThat(visits.write(Visits.Visit.EMPTY)).startsWith(name + "=; Max-Age=0;");
    }
}
