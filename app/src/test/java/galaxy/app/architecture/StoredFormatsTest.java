package galaxy.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every form in which something is stored is held against golden files. */
class StoredFormatsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern FORMAT = Pattern.compile("static final Format<[^=]+> ([A-Z_]+)\\s*=");

    @Test
    void every_format_is_named_by_a_test_with_golden_files() throws IOException {
        String tests = sources("test")
                .map(StoredFormatsTest::text)
                .filter(text -> text.contains("GoldenFiles"))
                .reduce("", String::concat);
        List<String> formats = sources("main")
                .flatMap(file -> FORMAT.matcher(text(file))
                        .results()
                        .map(found -> file.getFileName().toString().replace(".java", "") + "." + found.group(1)))
                .toList();
        assertThat(formats).hasSizeGreaterThan(20).allMatch(tests::contains, "is named by a test with golden files");
    }

    private static Stream<Path> sources(String kind) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 12)) {
            return files
                    .filter(file -> file.toString().endsWith(".java")
                            && file.toString().contains("/src/" + kind + "/")
                            && !file.toString().contains("/target/"))
                    .toList()
                    .stream();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
