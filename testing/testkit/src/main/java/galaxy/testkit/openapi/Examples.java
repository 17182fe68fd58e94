package galaxy.testkit.openapi;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The examples of a file, compared with the schemas that they illustrate. */
final class Examples {
    private final Document document;
    private final RequestCheck parameters;

    Examples(Document document) {
        this.document = document;
        this.parameters = new RequestCheck(document);
    }

    /** Every example that breaks its schema, with its place in the file. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        walk("#", document.root(), problems);
        return problems;
    }

    /** Wherever the file has a schema beside examples - media types, parameters, headers - or examples in a schema. */
    private void walk(String place, JsonNode node, List<String> problems) {
        if (node.isObject()) {
            if (node.has("schema")) {
                checkBeside(place, node, problems);
            } else if (node.has("type") && node.path("examples").isArray()) {
                node.path("examples").forEach(value -> check(place, node, value, problems));
            }
            node.propertyStream().forEach(entry -> {
                if (!entry.getKey().equals("example") && !entry.getKey().equals("examples")) {
                    walk(place + "/" + entry.getKey(), entry.getValue(), problems);
                }
            });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(place + "/" + i, node.get(i), problems);
            }
        }
    }

    private void checkBeside(String place, JsonNode node, List<String> problems) {
        JsonNode schema = node.path("schema");
        if (node.has("example")) {
            JsonNode example = node.path("example");
            boolean parameter = node.has("in") && example.isString();
            check(place, schema, parameter ? parameters.typed(node, example.asString()) : example, problems);
        }
        if (node.path("examples").isObject()) {
            node.path("examples").propertyStream().forEach(entry -> {
                JsonNode example = document.resolve(entry.getValue());
                check(place + "/examples/" + entry.getKey(), schema, example.path("value"), problems);
            });
        }
    }

    private void check(String place, JsonNode schema, JsonNode value, List<String> problems) {
        document.problems(schema, value).forEach(problem -> problems.add(place + ": " + problem));
    }
}
