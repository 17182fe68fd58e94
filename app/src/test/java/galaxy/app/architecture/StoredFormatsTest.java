package galaxy.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every form in which something is stored is held against golden files. */
class StoredFormatsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern FORMAT = Pattern.compile("static final Format<[^=]+> ([A-Z_]+)\\s*=");

    private static final Pattern KEY = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

    /** Texts, numbers, marks and leases, and sorted sets of ids. */
    private static final Set<String> PLAIN = Set.of(
            "galaxy:reindex",
            "<service>:reindexing",
            "<service>:rekeying",
            "<service>:catalogue",
            "<service>:outdated",
            "<service>:shared-names",
            "<service>:claims",
            "<service>:outbox-number",
            "users:blocks-indexed",
            "geo:reviews-indexed",
            "connections:contacts",
            "auth:rate");

    /** The golden files by the kind of key. */
    private static final Map<String, List<String>> FORMS = Map.ofEntries(
            Map.entry("galaxy:store", List.of("store")),
            Map.entry("<service>:layout", List.of("layout", "layout-under-way", "layout-requested")),
            Map.entry("<service>:key-policy", List.of("key-policy")),
            Map.entry("users:subject", List.of("subject")),
            Map.entry("users:account", List.of("account")),
            Map.entry("users:periods", List.of("period")),
            Map.entry("users:sanctions", List.of("sanction")),
            Map.entry("users:limits", List.of("limit")),
            Map.entry("users:answer", List.of("result-done")),
            Map.entry("users:email-answer", List.of("result-of-a-block")),
            Map.entry("users:blocks", List.of("member-of-blocks")),
            Map.entry("users:index", List.of("terms-of-the-index", "place-in-the-listing")),
            Map.entry("users:paid-ends", List.of("place-in-the-listing")),
            Map.entry("connections:profile", List.of("profile")),
            Map.entry("connections:receipt", List.of("outcome-done")),
            Map.entry("connections:contact", List.of("contact")),
            Map.entry("connections:link", List.of("link")),
            Map.entry("connections:link-events", List.of("link-event")),
            Map.entry("connections:links", List.of("member-of-links")),
            Map.entry("connections:live-links", List.of("live-links")),
            Map.entry("connections:made", List.of("made")),
            Map.entry("connections:use", List.of("use")),
            Map.entry("connections:used", List.of("used")),
            Map.entry("auth:challenge", List.of("challenge")),
            Map.entry("auth:limits", List.of("limits")),
            Map.entry("auth:sessions", List.of("sessions")),
            Map.entry("auth:session", List.of("session")),
            Map.entry("auth:mail", List.of("mail")),
            Map.entry("auth:undelivered", List.of("member-of-undelivered")),
            Map.entry("auth:event-position", List.of("event-position")),
            Map.entry("geo:profile", List.of("profile")),
            Map.entry("geo:versions", List.of("version-rejected")),
            Map.entry("geo:observations", List.of("observations")),
            Map.entry("geo:response", List.of("response-version")),
            Map.entry("geo:reviews", List.of("review")),
            Map.entry("geo:event-position", List.of("event-position")),
            Map.entry("<service>:due", List.of("due-of-a-profile", "due-of-a-use")),
            Map.entry("<service>:name", List.of("claim", "claims-of-two")),
            Map.entry("<service>:outbox", List.of("event")),
            Map.entry("<service>:claim-number", List.of("claim-number")),
            Map.entry("galaxy:events", List.of("event")),
            Map.entry("{galaxy:events}:marks", List.of("checkpoint")));

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

    /** Each key of the page has its golden files here, or a form of one word that no version can mistake. */
    @Test
    void every_key_of_the_page_has_its_golden_files() {
        String page = text(ROOT.resolve("docs/reference/store.md"));
        int begin = page.indexOf("## Keys");
        Set<String> kinds = KEY.matcher(page.substring(begin, page.indexOf("\n##", begin)))
                .results()
                .map(found -> found.group(1).replace("{tag}:", "").replaceFirst(":<.*", ""))
                .collect(Collectors.toSet());
        assertThat(kinds)
                .isEqualTo(
                        Stream.concat(FORMS.keySet().stream(), PLAIN.stream()).collect(Collectors.toSet()));
        FORMS.values().stream()
                .flatMap(List::stream)
                .forEach(file -> assertThat(Stream.of("store", "sessions", "users", "connections", "auth", "geoprofile")
                                .flatMap(module -> Stream.of("", "/store")
                                        .map(folder -> ROOT.resolve(module + "/src/test/resources/galaxy/" + module
                                                + folder + "/golden/" + file + ".1.json")))
                                .filter(Files::exists))
                        .as(file)
                        .isNotEmpty());
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
