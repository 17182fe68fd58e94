package galaxy.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pictures of the README. */
class PicturesIT {
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Pattern PICTURE = Pattern.compile("!\\[[^\\]]+\\]\\((docs/readme/[a-z-]+\\.webp)\\)");
    private static final int MOST_BYTES = 150_000;

    private static List<Path> pictures() throws IOException {
        return PICTURE.matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .map(found -> ROOT.resolve(found.group(1)))
                .sorted()
                .toList();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void are_small_and_all_there_is() throws IOException {
        assertThat(pictures()).hasSize(2).isEqualTo(files(ROOT.resolve("docs/readme")));
        for (Path picture : pictures()) {
            assertThat(Files.size(picture)).as(picture.toString()).isLessThan(MOST_BYTES);
        }
    }

    @Test
    void are_made_by_the_command_that_it_names(@TempDir Path folder) throws IOException, InterruptedException {
        assertThat(Files.readString(ROOT.resolve("README.md"))).contains("`./galaxy pictures docs readme`");
        Pictures.main(folder.toString(), "readme");
        assertThat(files(folder.resolve("readme")).stream().map(Path::getFileName))
                .containsExactlyElementsOf(
                        pictures().stream().map(Path::getFileName).toList());
    }
}
