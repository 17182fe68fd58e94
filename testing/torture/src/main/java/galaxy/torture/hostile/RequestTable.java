package galaxy.torture.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The requests of {@code requests.yaml}, by attack. */
final class RequestTable {
    private static final JsonNode FILE = read();
    private static final Map<String, String> NAMES = FILE.path("names")
            .propertyStream()
            .collect(Collectors.toMap(Map.Entry::getKey, name -> name.getValue().asString()));

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

        /** What to send after that, again and again. */
        String more() {
            return render(options.path("again").asString(""), Map.of());
        }
    }

    static String render(String text, Map<String, String> values) {
        return new Template(NAMES, values).render(text);
    }

    /** All rows of an attack: one for each form and each value. */
    static List<Row> rows(String attack) {
        return FILE.path(attack)
                .propertyStream()
                .flatMap(row -> rows(row.getKey(), row.getValue()))
                .toList();
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

    private static JsonNode read() {
        try (InputStream file = RequestTable.class.getResourceAsStream("requests.yaml")) {
            if (file == null) {
                throw new IllegalStateException("requests.yaml is not packaged");
            }
            return new YAMLMapper().readTree(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
