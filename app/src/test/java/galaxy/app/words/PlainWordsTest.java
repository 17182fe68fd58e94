package galaxy.app.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The project is written in standard English. CONTRIBUTING.md has the rule; this test holds the words that were replaced. */
final class PlainWordsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** Words and phrases, in text and as parts of names. */
    private static final Pattern WORDS = Pattern.compile(
            "\\b(befall\\w*|befell|doors?|foretold|mend(s|ed|ing)?|nobody|patience|somebody|spoil(s|t|ed|ing)?|told"
                    + "|whoever|wish(es|ed)?)\\b"
                    + "|does not fit the contract|(a|met a) fault of (its own|ours)|something needed does not answer",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern TYPES = Pattern.compile(
            "\\b(class|record|enum|interface) (Because|Deadlines|Deck|Dice|Gate|Kept|Manners|Mark|Passage|Prey|Quiet"
                    + "|RpcDoor|Shelf|Siege|Space|Steps|Stop|Storm|StoreSeal|TellsMany|TellsOne|WishOption)\\b");

    /** Not part of the project: history, results of builds and runs. */
    private static final Set<String> FOLDERS = Set.of(".git", ".galaxy", "target", "data", "node_modules", "dist");

    /** The name of this file has to be known, because it lists the words. */
    private static final String THIS = "app/src/test/java/galaxy/app/words/PlainWordsTest.java";

    /** Lines that may hold a word: {@code --patience} is the former name of {@code --timeout} and stays valid. */
    private static final Pattern ALLOWED = Pattern.compile("--patience\\b");

    @Test
    void no_file_has_a_word_that_was_replaced() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files()) {
            String name = ROOT.relativize(file).toString();
            if (!name.equals(THIS)) {
                found.addAll(violations(name, Files.readString(file, StandardCharsets.ISO_8859_1)));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void finds_words_in_text_names_types_and_file_names() {
        assertThat(violations(
                        "A.java", "/** Nobody is told. */\nrecord Gate(String firstTold) {}\nBodyPublishers.noBody()"))
                .containsExactly("A.java:1: Nobody", "A.java:1: told", "A.java:2: Told", "A.java:2: record Gate");
        assertThat(violations("docs/wish-list.md", "a plain line")).containsExactly("docs/wish-list.md:0: wish");
        assertThat(violations("B.java", "Duration MAX_PATIENCE; // --patience")).isEmpty();
        assertThat(violations("B.java", "Duration MAX_PATIENCE;")).containsExactly("B.java:1: PATIENCE");
    }

    /** Line 0 is the name of the file. */
    private static List<String> violations(String name, String text) {
        List<String> found = new ArrayList<>();
        List<String> lines = (name + "\n" + text).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String where = name + ":" + i + ": ";
            String line = ALLOWED.matcher(lines.get(i)).find() ? "" : lines.get(i);
            String words = line.replaceAll("(?<=[a-z])(?=[A-Z])|_", " ");
            WORDS.matcher(words).results().forEach(each -> found.add(where + each.group()));
            TYPES.matcher(line).results().forEach(each -> found.add(where + each.group()));
        }
        return found;
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return FOLDERS.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && !file.toString().endsWith(".jar")) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }
}
