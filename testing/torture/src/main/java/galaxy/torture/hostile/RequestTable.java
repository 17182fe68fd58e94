package galaxy.torture.hostile;

import galaxy.testkit.http.RequestTemplate;
import galaxy.torture.workload.Choices;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The requests of {@code requests.yaml}, by attack, and the naughty strings. */
final class RequestTable {
    private static final JsonNode FILE = read("requests.yaml");
    private static final Map<String, String> NAMES = FILE.path("names")
            .propertyStream()
            .collect(Collectors.toMap(Map.Entry::getKey, name -> name.getValue().asString()));

    private static final Map<String, List<Row>> ROWS = FILE.propertyStream()
            .filter(attack -> !attack.getKey().equals("names"))
            .collect(Collectors.toMap(
                    Map.Entry::getKey,
                    attack -> attack.getValue()
                            .propertyStream()
                            .flatMap(row -> rows(row.getKey(), row.getValue()))
                            .toList()));

    /** The Big List of Naughty Strings of Max Woolf (MIT), and strings that it lacks. */
    static final List<String> NAUGHTY_STRINGS = Stream.concat(
                    texts(read("more-strings.json")).map(text -> render(text, Map.of())), texts(read("blns.json")))
            .toList();

    private RequestTable() {}

    /**
     * A request to send.
     *
     * @param name says what is wrong with it
     * @param options what else the file says of it
     */
    record Row(String name, String send, JsonNode options) {
        /** What to send, with values for this request alone. */
        String bytes(Map<String, String> values) {
            return render(send, values);
        }

        /** What to send after that, again and again; empty if nothing. */
        String more() {
            return render(options.path("again").asString(""), Map.of());
        }
    }

    static String render(String text, Map<String, String> values) {
        return new RequestTemplate(NAMES, values).render(text);
    }

    /** All rows of an attack: one for each form and each value. */
    static List<Row> rows(String attack) {
        return ROWS.getOrDefault(attack, List.of());
    }

    static Row any(String attack, Choices random) {
        return random.any(rows(attack));
    }

    private static Stream<Row> rows(String name, JsonNode row) {
        return texts(row.isString() ? row : row.path("send"))
                .flatMap(form -> row.has("each")
                        ? texts(row.path("each"))
                                .map(each -> new Row(name + " " + each, form.replace("$(each)", each), row))
                        : Stream.of(new Row(name, form, row)));
    }

    private static Stream<String> texts(JsonNode node) {
        return (node.isString() ? Stream.of(node) : node.valueStream()).map(JsonNode::asString);
    }

    private static JsonNode read(String name) {
        try (InputStream file = RequestTable.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is not packaged");
            }
            return (name.endsWith(".json") ? RestCheck.JSON : new YAMLMapper()).readTree(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
