package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.chassis.settings.SettingsReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/reference/configuration.md} and the code tell the same. */
final class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "configuration.md");

    @Test
    void the_page_has_exactly_the_settings_of_the_program() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(page).contains(SettingsReference.table(Galaxy.PROCESS.settings()));
        assertThat(page.lines().filter(line -> line.startsWith("| `"))).hasSameSizeAs(Galaxy.PROCESS.settings());
    }
}
