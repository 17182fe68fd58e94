package galaxy.app.cli.web;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.app.Main;
import galaxy.app.cli.Terminal;
import galaxy.app.cli.Terminal.Ended;
import galaxy.kernel.Secret;
import galaxy.pages.cookie.SealingKey;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class WebCommandsTest {
    @Test
    void key_prints_32_bytes_in_one_line_that_the_setting_takes_and_others_each_time() {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            Ended ended = Terminal.runAlone("web", "key");
            assertThat(ended.exitCode()).isZero();
            assertThat(ended.err()).isEmpty();
            assertThat(ended.lines()).hasSize(1);
            String key = ended.lines().getFirst();
            assertThat(Base64.getDecoder().decode(key)).hasSize(32);
            assertThat(SealingKey.parse(Secret.of(key), new SecureRandom()).orElseThrow())
                    .isNotNull();
            keys.add(key);
        }
        assertThat(keys).hasSize(20);
    }

    @Test
    void key_takes_no_argument_and_says_what_it_is_for() {
        assertThat(Terminal.runAlone("web", "key", "more").exitCode()).isEqualTo(2);
        assertThat(Terminal.runAlone("web", "keys").exitCode()).isEqualTo(2);
        Ended help = Terminal.runAlone("web", "key", "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("web.key", "Exit codes:");
        assertThat(Terminal.runAlone("web").out()).contains("key");
    }

    @Test
    void a_key_that_cannot_be_written_ends_with_74() {
        var program = Main.commandLine("web", "key").setOut(Terminal.brokenOutput("no space"));
        assertThat(program.execute("web", "key")).isEqualTo(74);
    }
}
