package galaxy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.Parsed;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The setting of the pages that may call. */
class OriginsTest {
    private static Parsed<Set<String>> read(String text) {
        return Origins.kind().reader().apply(text);
    }

    @Test
    void takes_origins_as_browsers_send_them() {
        assertThat(read("https://play.example.com, http://localhost:3000,http://[::1]:8080"))
                .isEqualTo(
                        Parsed.valid(Set.of("https://play.example.com", "http://localhost:3000", "http://[::1]:8080")));
        assertThat(read("")).isEqualTo(Parsed.valid(Set.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "https://*.example.com",
                "null",
                "play.example.com",
                "https://play.example.com/",
                "https://a.example/x",
                "https://a.example?x",
                "https://user@a.example",
                "https://A.example",
                "ftp://a.example",
                "https://",
                "https://a.example:443",
                "http://a.example:80",
                "https://a.example:0",
                "https://a.example:65536",
                "https://a.example:08443",
                "https://a.example,",
                ",",
                "https://a.example,,https://b.example",
                "https://a.example https://b.example",
            })
    void refuses_what_no_browser_sends(String text) {
        assertThat(read(text)).isInstanceOf(Parsed.Invalid.class);
    }
}
