package galaxy.connections.reference;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.contracts.RpcReason;
import galaxy.contracts.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The pages about connections against the proto, whose comments name every refusal of every call, and against the code. */
final class ConnectionsPagesTest {
    private static final Path PAGES = Path.of("..", "docs", "reference");
    private static final Pattern CALL = Pattern.compile("((?:  // .*\\n)+)  rpc (\\w+)\\(");
    private static final Pattern STATUS = Pattern.compile("\\b([A-Z_]+): ([A-Z_]+(?:, [A-Z_]+)*)");
    private static final Pattern SECTION = Pattern.compile("(?ms)^### (\\w+)$(.*?)(?=^##|\\z)");
    private static final Pattern CODE = Pattern.compile("`([A-Z]+(?:_[A-Z]+)+)`");
    private static final Pattern ERROR = Pattern.compile("(?m)^\\|([^|]*)\\| (`[A-Z_]+`[^|]*) \\| [^|]+ \\|$");

    /** What the chassis answers for every service. */
    private static final Set<String> OF_EVERY_CALL = Arrays.stream(RpcReason.values())
            .filter(reason -> reason.scope() == Scope.LISTENER)
            .map(RpcReason::name)
            .collect(Collectors.toUnmodifiableSet());

    private static String proto() throws IOException {
        try (InputStream in = ConnectionsPagesTest.class.getResourceAsStream("/connections/v1/connections.proto")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String page(String name) throws IOException {
        return Files.readString(PAGES.resolve(name));
    }

    /** From call to {@code STATUS REASON}. */
    private static Map<String, Set<String>> refusals() throws IOException {
        Map<String, Set<String>> refusals = new TreeMap<>();
        CALL.matcher(proto()).results().forEach(call -> {
            Set<String> all = new TreeSet<>();
            STATUS.matcher(call.group(1)).results().forEach(status -> {
                for (String reason : status.group(2).split(", ", -1)) {
                    all.add(status.group(1) + " " + reason);
                }
            });
            refusals.put(call.group(2), all);
        });
        return refusals;
    }

    private static String reason(String refusal) {
        return refusal.substring(refusal.indexOf(' ') + 1);
    }

    @Test
    void the_page_has_every_call_with_its_refusals() throws IOException {
        Map<String, Set<String>> expected = new TreeMap<>();
        refusals()
                .forEach((call, refusals) -> expected.put(
                        call,
                        refusals.stream()
                                .map(ConnectionsPagesTest::reason)
                                .collect(Collectors.toCollection(TreeSet::new))));
        Map<String, Set<String>> documented = new TreeMap<>();
        SECTION.matcher(page("connections.md")).results().forEach(section -> {
            String text = section.group(2);
            int from = Math.max(0, text.lastIndexOf("Refused with"));
            documented.put(
                    section.group(1),
                    CODE.matcher(text.substring(from))
                            .results()
                            .map(found -> found.group(1))
                            .collect(Collectors.toCollection(TreeSet::new)));
        });
        // To remove takes the fields of to add, and is described by them.
        assertThat(documented).hasSize(20).isEqualTo(expected);
    }

    @Test
    void the_table_of_errors_is_that_of_the_code() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        String status = "";
        for (MatchResult row : ERROR.matcher(page("connections.md")).results().toList()) {
            status = row.group(1).isBlank()
                    ? status
                    : row.group(1).replace("`", "").strip();
            for (MatchResult reason : Pattern.compile("`([A-Z_]+)`")
                    .matcher(row.group(2))
                    .results()
                    .toList()) {
                documented.put(reason.group(1), status);
            }
        }
        assertThat(documented.keySet()).containsAll(OF_EVERY_CALL);
        documented.keySet().removeAll(OF_EVERY_CALL);
        assertThat(documented).isEqualTo(ofTheService());
    }

    @Test
    void the_proto_names_every_reason_of_the_code_with_its_status() throws IOException {
        Map<String, String> named = new TreeMap<>();
        refusals().values().stream()
                .flatMap(Set::stream)
                .forEach(refusal -> named.put(reason(refusal), refusal.substring(0, refusal.indexOf(' '))));
        assertThat(named).isEqualTo(ofTheService());
    }

    @Test
    void the_page_of_links_has_the_statuses_and_reasons_of_the_code() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        Pattern.compile("`([A-Z_]+)`, `([A-Z_]+)` \\|")
                .matcher(page("contact-links.md"))
                .results()
                .forEach(answer -> documented.put(answer.group(2), answer.group(1)));
        assertThat(documented).hasSize(7);
        assertThat(ofTheService()).containsAllEntriesOf(documented);
    }

    /** From reason to status. */
    private static Map<String, String> ofTheService() {
        return new TreeMap<>(Arrays.stream(RpcReason.values())
                .filter(reason -> reason.scope() == Scope.SERVICE)
                .collect(Collectors.toMap(
                        RpcReason::name, reason -> reason.status().name())));
    }
}
