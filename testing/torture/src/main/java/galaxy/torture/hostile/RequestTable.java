package galaxy.torture.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The requests of {@code requests.yaml}, by attack. */
final class RequestTable {
    private static final JsonNode FILE = read();
    private static final Map<String, String> NAMES = names();

    private RequestTable() {}

    /**
     * A request to send.
     *
     * @param name says what is wrong with it
     * @param responses how many streams of HTTP/2 should end
     */
    record Row(String name, String send, String again, String headers, int responses) {
        /** What to send, with values for this request alone. */
        String bytes(Map<String, String> values) {
            return render(send, values);
        }

        /** What to send after that, again and again. */
        String more() {
            return render(again, Map.of());
        }
    }

    static String render(String text, Map<String, String> values) {
        return new Template(NAMES, values).render(text);
    }

    /** All rows of an attack. */
    static List<Row> rows(String attack) {
        List<Row> rows = new ArrayList<>();
        FILE.path(attack).propertyStream().forEach(row -> add(row.getKey(), row.getValue(), rows));
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("there are no requests of " + attack);
        }
        return List.copyOf(rows);
    }

    /** A row for each form and each value. */
    private static void add(String name, JsonNode row, List<Row> rows) {
        String again = row.path("again").asString("");
        String headers = row.path("headers").asString("");
        int responses = row.path("responses").asInt(1);
        for (String form : texts(row.isString() ? row : row.path("send"))) {
            if (!row.has("each")) {
                rows.add(new Row(name, form, again, headers, responses));
            }
            for (String each : texts(row.path("each"))) {
                String send = form.replace("$(each)", each);
                rows.add(new Row(name + " " + Text.excerpt(each), send, again, headers, responses));
            }
        }
    }

    private static List<String> texts(JsonNode node) {
        Stream<JsonNode> nodes = node.isString() ? Stream.of(node) : node.valueStream();
        return nodes.map(JsonNode::asString).toList();
    }

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        FILE.path("names")
                .propertyStream()
                .forEach(name -> names.put(name.getKey(), name.getValue().asString()));
        return names;
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
