package galaxy.app.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The project speaks standard English: CONTRIBUTING.md has the rule, this test the words that were replaced. */
final class PlainWordsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern WORDS = Pattern.compile(
            "\\b(befall\\w*|befell|mend(s|ed|ing)?|whoever|nobody|somebody|patience|spoil(s|t|ed|ing)?|wish(es|ed)?|told)\\b"
                    + "|does not fit the contract|met a fault of its own|a fault of ours|something needed does not answer",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern TYPES = Pattern.compile(
            "\\b(class|record|enum|interface) (Door|RpcDoor|Gate|Passage|Patience|Deadlines|StoreSeal|Space|Mark|Steps"
                    + "|Because|WishOption|TellsOne|TellsMany|Stop|Storm|Manners|Prey|Siege|Deck|Shelf|Dice|Told|Kept"
                    + "|Quiet)\\b");

    private static final Set<String> FOLDERS = Set.of(".git", ".galaxy", "target", "node_modules", "data");
    private static final Pattern READ =
            Pattern.compile(".*\\.(java|lua|proto|yaml|md|properties|xml|sh|py|ts|jte)|galaxy|run");

    /** What has to name the words, each with the reason. */
    private static final Set<String> EXCEPT = Set.of(
            // This list.
            "app/src/test/java/galaxy/app/words/PlainWordsTest.java");

    /** Lines that may hold a word. */
    private static final Pattern LINES = Pattern.compile(
            // The former name of --timeout, which stays valid.
            ".*--patience.*");

    @Test
    void no_file_has_a_word_that_was_replaced() {
        List<String> found = new ArrayList<>();
        for (Path file : files()) {
            String name = ROOT.relativize(file).toString();
            if (!EXCEPT.contains(name)) {
                found.addAll(violations(name, read(file)));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void finds_words_and_type_names() {
        assertThat(violations("A.java", List.of("/** Nobody is told. */", "final class Door {}", "a fine line")))
                .containsExactly("A.java:1: Nobody", "A.java:1: told", "A.java:2: class Door");
        assertThat(violations("B.md", List.of("a splendid window"))).isEmpty();
    }

    private static List<String> violations(String name, List<String> lines) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (LINES.matcher(lines.get(i)).matches()) {
                continue;
            }
            String where = name + ":" + (i + 1) + ": ";
            WORDS.matcher(lines.get(i)).results().forEach(each -> found.add(where + each.group()));
            if (name.endsWith(".java")) {
                TYPES.matcher(lines.get(i)).results().forEach(each -> found.add(where + each.group()));
            }
        }
        return found;
    }

    private static List<Path> files() {
        try (Stream<Path> all = Files.find(
                ROOT,
                40,
                (path, attributes) -> attributes.isRegularFile()
                        && READ.matcher(path.getFileName().toString()).matches())) {
            return all.filter(PlainWordsTest::isOurs).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOurs(Path file) {
        for (Path part : ROOT.relativize(file)) {
            if (FOLDERS.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
