package galaxy.pages.request;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.Parsed;
import galaxy.pages.route.Origin;
import galaxy.testkit.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
    @ParameterizedTest
    @CsvSource({
        "https://galaxy.example, galaxy.example, true",
        "https://galaxy.example, Galaxy.EXAMPLE.:443, true",
        "https://galaxy.example, galaxy.example:8443, false",
        "https://galaxy.example, evil.example, false",
        "https://galaxy.example:8443, galaxy.example, false",
        "https://galaxy.example:8443, galaxy.example:8443, true",
        "http://127.0.0.1:8088, 127.0.0.1:8088, true",
        "http://127.0.0.1:8088, localhost:8088, false",
        "http://[::1]:8088, [::1]:8088, true",
        "https://galaxy.example, galaxy.example:x, false",
    })
    void is_named_in_any_case_with_or_without_the_port_of_the_scheme_and_a_last_dot(
            String origin, String host, boolean isNamed) {
        assertThat(Origin.parse(origin).orElseThrow().isNamedBy(host)).isEqualTo(isNamed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://galaxy.example",
                "https://galaxy.example/",
                "https://galaxy.example/a",
                "galaxy.example",
                "https://a@b.example",
                "ftp://a.example",
                "https://a.example?x",
                "",
                "https://",
                "::"
            })
    void refuses_what_is_no_origin_and_http_off_loopback(String text) {
        assertThat(Origin.parse(text)).isInstanceOf(Parsed.Invalid.class);
    }

    @Test
    void is_written_as_browsers_send_it() {
        assertThat(Origin.parse("https://Galaxy.example:443").orElseThrow().text())
                .isEqualTo("https://galaxy.example");
        assertThat(Origin.parse("http://localhost:8088").orElseThrow().text()).isEqualTo("http://localhost:8088");
    }

    @Test
    void a_limit_is_for_a_minute_and_a_key() {
        var clock = SettableClock.at("2027-01-01T00:00:00Z");
        var limit = new RateLimit(2, clock);
        assertThat(limit.count("a")).isEmpty();
        assertThat(limit.count("a")).isEmpty();
        clock.advance(Duration.ofSeconds(20));
        assertThat(limit.count("a")).hasValue(Duration.ofSeconds(40));
        assertThat(limit.count("b")).isEmpty();
        clock.advance(Duration.ofSeconds(40));
        assertThat(limit.count("a")).isEmpty();
        var none = new RateLimit(0, clock);
        for (int i = 0; i < 100; i++) {
            assertThat(none.count("a")).isEmpty();
        }
    }
}
