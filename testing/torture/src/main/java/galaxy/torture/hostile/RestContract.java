package galaxy.torture.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The operations of the users service and every field of their requests, as its OpenAPI file defines them. */
final class RestContract {
    static final String FILE = "/galaxy/contracts/users.openapi.yaml";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonNode root;
    private final Map<String, Operation> operations = new TreeMap<>();

    /** Where a text goes. */
    enum Place {
        /** A field of the body; its name is a JSON pointer. */
        BODY,
        /** The name of an additional field. */
        BODY_KEY,
        PATH,
        QUERY,
        /** The name of an additional parameter. */
        QUERY_NAME,
        HEADER
    }

    /**
     * An operation.
     *
     * @param node its part of the file
     * @param example of its body, if it has one
     */
    record Operation(String id, String method, String path, JsonNode node, Optional<JsonNode> example) {
        private JsonNode content() {
            return node.path("requestBody").path("content").path("application/json");
        }
    }

    /** A field of an operation. */
    record Field(Operation operation, Place place, String name) {
        /** The last part of the name. */
        String leaf() {
            return name.substring(name.lastIndexOf('/') + 1);
        }

        @Override
        public String toString() {
            return operation.id + " " + place.name().toLowerCase(Locale.ROOT) + " " + name;
        }
    }

    RestContract() {
        try (InputStream file = RestContract.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("not on the class path: " + FILE);
            }
            root = new YAMLMapper().readTree(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        root.path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> add(path.getKey(), method.getKey(), method.getValue())));
    }

    private void add(String path, String method, JsonNode node) {
        String id = node.path("operationId").asString();
        Operation operation = new Operation(id, method.toUpperCase(Locale.ROOT), path, node, Optional.empty());
        Optional<JsonNode> example = operation
                .content()
                .path("examples")
                .valueStream()
                .findFirst()
                .map(first -> resolve(first).path("value"));
        operations.put(id, new Operation(id, operation.method, path, node, example));
    }

    List<Operation> operations() {
        return List.copyOf(operations.values());
    }

    Operation operation(String id) {
        return Optional.ofNullable(operations.get(id))
                .orElseThrow(() -> new IllegalArgumentException("the contract has no operation " + id));
    }

    /** Every field of every operation. */
    List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        for (Operation operation : operations.values()) {
            for (JsonNode reference : operation.node.path("parameters")) {
                JsonNode parameter = resolve(reference);
                Place place = Place.valueOf(parameter.path("in").asString().toUpperCase(Locale.ROOT));
                fields.add(new Field(operation, place, parameter.path("name").asString()));
            }
            fields.add(new Field(operation, Place.QUERY_NAME, "another"));
            fields.add(new Field(operation, Place.HEADER, "Authorization"));
            JsonNode schema = operation.content().path("schema");
            if (!schema.isMissingNode()) {
                fields.add(new Field(operation, Place.BODY_KEY, "/another"));
                walk(schema, "", name -> fields.add(new Field(operation, Place.BODY, name)));
            }
        }
        return fields;
    }

    /** Numbers and flags too: a text in their place must be refused. */
    private void walk(JsonNode reference, String name, Consumer<String> found) {
        JsonNode properties = resolve(reference).path("properties");
        if (properties.isEmpty()) {
            found.accept(name);
        }
        properties
                .propertyStream()
                .forEach(property -> walk(property.getValue(), name + "/" + property.getKey(), found));
    }

    private JsonNode resolve(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : resolve(root.at(reference.substring(1)));
    }
}
