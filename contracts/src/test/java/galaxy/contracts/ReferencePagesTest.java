package galaxy.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.openapi.OpenApi;
import galaxy.testkit.openapi.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReferencePagesTest {
    private static final Path PAGES = Path.of("..", "docs", "reference");
    private static final String BASE = "/api/v1/internal";
    private static final Pattern HEADING = Pattern.compile("(?m)^### `([A-Z]+) (/\\S*)`$");
    private static final Pattern ROLES = Pattern.compile("Roles: ([^.]*)\\.");
    private static final Pattern WORD = Pattern.compile("`([a-z]+)`");
    private static final Pattern ALSO = Pattern.compile("(?m)^Also: (.*)\\.$");
    private static final Pattern ERROR = Pattern.compile("`(\\d{3}) ([a-z_]+)`");

    /** The values of a field, or the fields of an object. */
    private static final Pattern LIST =
            Pattern.compile("(?m)^ +(?:enum|required|[a-z_]+: .*enum): *(\\[[^]]*]|\\n(?: +- .*\\n)+)");

    private static final Pattern NAME = Pattern.compile("[a-z]\\w+");

    /** Values that are no words of the contract. */
    private static final Set<String> LITERALS = Set.of("true", "false", "null");

    /** What any route may answer, which the page says once for all of them. */
    private static final Set<String> COMMON = Set.of(
            "400 invalid_request",
            "401 unauthenticated",
            "403 permission_denied",
            "413 payload_too_large",
            "415 unsupported_media_type",
            "500 internal_error",
            "503 service_unavailable");

    private final OpenApi api = OpenApi.load("/galaxy/contracts/users.openapi.yaml");

    @Test
    void the_users_page_has_the_operations_roles_and_errors_of_the_contract() {
        Map<String, Entry> expected = new TreeMap<>();
        for (Operation operation : api.operations()) {
            if (operation.path().startsWith(BASE)) {
                Set<String> errors = new TreeSet<>(api.errorCodes(operation));
                errors.removeAll(COMMON);
                String heading = operation.method() + " " + operation.path().substring(BASE.length());
                expected.put(heading, new Entry(Set.copyOf(api.roles(operation)), Set.copyOf(errors)));
            }
        }
        assertThat(sections(page("users.md"))).containsExactlyInAnyOrderEntriesOf(expected);
    }

    @ParameterizedTest
    @CsvSource({"users, users.md", "auth, auth.md", "geoprofile, geo.md", "gateway, gateway.md"})
    void every_code_outcome_and_field_of_a_contract_stands_in_the_reference(String contract, String page)
            throws IOException {
        String reference = page(page) + page("errors.md");
        Set<String> missing = new TreeSet<>();
        LIST.matcher(contract(contract))
                .results()
                .flatMap(list -> NAME.matcher(list.group(1)).results())
                .map(MatchResult::group)
                .filter(name -> !LITERALS.contains(name))
                .filter(name -> !Pattern.compile("\\b" + name + "\\b")
                        .matcher(reference)
                        .find())
                .forEach(missing::add);
        assertThat(missing).isEmpty();
    }

    private static String contract(String name) throws IOException {
        try (InputStream in = ErrorCode.class.getResourceAsStream(name + ".openapi.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void the_errors_page_is_the_list_of_error_codes() {
        List<String> rows = page("errors.md")
                .lines()
                .filter(line -> line.matches("\\| \\d{3} \\|.*"))
                .toList();
        assertThat(rows)
                .containsExactly(Arrays.stream(ErrorCode.values())
                        .map(error -> "| %d | `%s` | %s |".formatted(error.httpStatus(), error.code(), error.meaning()))
                        .toArray(String[]::new));
    }

    @Test
    void links_between_pages_lead_somewhere() throws IOException {
        Path root = Path.of("..").toRealPath();
        try (var files = Files.walk(root.resolve("docs"))) {
            List<Path> pages = new ArrayList<>(
                    files.filter(file -> file.toString().endsWith(".md")).toList());
            pages.addAll(List.of(root.resolve("README.md"), root.resolve("CONTRIBUTING.md")));
            assertThat(pages)
                    .allSatisfy(page ->
                            assertThat(deadLinks(page)).as(page.toString()).isEmpty());
        }
    }

    private record Entry(Set<String> roles, Set<String> errors) {}

    private static Map<String, Entry> sections(String page) {
        Map<String, Entry> sections = new TreeMap<>();
        List<MatchResult> headings = HEADING.matcher(page).results().toList();
        for (int i = 0; i < headings.size(); i++) {
            MatchResult heading = headings.get(i);
            int end = i + 1 < headings.size() ? headings.get(i + 1).start() : page.length();
            String text = page.substring(heading.end(), end);
            Set<String> roles = new TreeSet<>();
            ROLES.matcher(text)
                    .results()
                    .findFirst()
                    .ifPresent(line -> WORD.matcher(line.group(1)).results().forEach(word -> roles.add(word.group(1))));
            Set<String> errors = new TreeSet<>();
            ALSO.matcher(text)
                    .results()
                    .forEach(line -> ERROR.matcher(line.group(1))
                            .results()
                            .forEach(error -> errors.add(error.group(1) + " " + error.group(2))));
            sections.put(heading.group(1) + " " + heading.group(2), new Entry(Set.copyOf(roles), Set.copyOf(errors)));
        }
        return sections;
    }

    private static List<String> deadLinks(Path page) {
        return Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)")
                .matcher(read(page))
                .results()
                .map(link -> link.group(1))
                .filter(target -> !Files.exists(page.resolveSibling(target)))
                .toList();
    }

    private static String page(String name) {
        return read(PAGES.resolve(name));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
