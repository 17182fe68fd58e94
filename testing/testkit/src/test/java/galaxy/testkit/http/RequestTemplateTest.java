package galaxy.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTemplateTest {
    private static final RequestTemplate TEMPLATE = new RequestTemplate(
            Map.of("twice", "$(arg)$(arg)", "greeting", "hello $(user)"), Map.of("user", "$(3*a)", "a", "b"));

    @ParameterizedTest
    @CsvSource({
        "plain text, plain text",
        "$(3*ab), ababab",
        "$(3*#-), 0-1-2-",
        "$(2*$(2*x)y), xxyxxy",
        "$(length abc), 3",
        "$(hex 255)$(octal 8), ff10",
        "$(twice $(twice x)), xxxx",
        "f(x) and $(twice (y)), f(x) and (y)(y)"
    })
    void renders_repetitions_functions_and_names(String text, String rendered) {
        assertThat(TEMPLATE.render(text)).isEqualTo(rendered);
    }

    @Test
    void does_not_render_a_value_again() {
        assertThat(TEMPLATE.render("$(greeting)")).isEqualTo("hello $(3*a)");
    }

    @Test
    void encodes_frames_headers_and_messages() {
        assertThat(TEMPLATE.render("$(frame 6 1 0 12345678)")).isEqualTo("\0\0\b\6\1\0\0\0\0" + "12345678");
        assertThat(TEMPLATE.render("$(header te trailers)")).isEqualTo("\0\2te\btrailers");
        assertThat(TEMPLATE.render("$(message 1 abc)")).isEqualTo("\1\0\0\0\3abc");
        assertThat(TEMPLATE.render("$(field 2 abc)")).isEqualTo("\u0012\3abc");
        assertThat(TEMPLATE.render("$(string $(200*a))")).startsWith("\u007fIa").hasSize(202);
    }

    @Test
    void cuts_the_last_data_of_a_stream_into_frames() {
        String frames = TEMPLATE.render("$(last 1 $(20000*a))");
        assertThat(frames).hasSize(20_000 + 2 * 9);
        assertThat(frames.charAt(4)).isEqualTo('\0');
        assertThat(frames.charAt(9 + 16_384 + 4)).isEqualTo('\1');
    }

    @Test
    void refuses_an_unknown_name_and_an_open_parenthesis() {
        assertThatThrownBy(() -> TEMPLATE.render("$(unknown)")).hasMessageContaining("unknown");
        assertThatThrownBy(() -> TEMPLATE.render("$(twice x")).hasMessageContaining("not closed");
    }
}
