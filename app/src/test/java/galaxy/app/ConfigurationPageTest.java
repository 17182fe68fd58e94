package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.chassis.settings.SettingsReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/reference/configuration.md} and the code tell the same. Run with {@code -Dgalaxy.write-reference=true} to write the
 * table of the page.
 */
final class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "configuration.md");

    @Test
    void the_page_has_exactly_the_settings_of_the_program() throws IOException {
        String page = Files.readString(PAGE);
        String table = SettingsReference.table(Galaxy.PROCESS.settings());
        if (Boolean.getBoolean("galaxy.write-reference")) {
            Files.writeString(PAGE, page.substring(0, page.indexOf("| key |")) + table);
            return;
        }
        assertThat(page).contains(table);
        assertThat(page.lines().filter(line -> line.startsWith("| `"))).hasSameSizeAs(Galaxy.PROCESS.settings());
    }
}
