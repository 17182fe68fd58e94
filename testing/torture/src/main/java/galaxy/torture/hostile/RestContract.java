package galaxy.torture.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The operations of the users service and every place of theirs that takes a text, as its OpenAPI file has them. */
final class RestContract {
    static final String FILE = "/galaxy/contracts/users.openapi.yaml";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonNode root;
    private final TreeMap<String, Operation> operations = new TreeMap<>();

    /** Where a text goes. */
    enum Place {
        /** A field of the body; its name is a JSON pointer. */
        BODY,
        /** The name of one field more. */
        BODY_KEY,
        PATH,
        QUERY,
        /** The name of one parameter more. */
        QUERY_NAME,
        HEADER
    }

    /**
     * One operation.
     *
     * @param example of its body, if it has one
     */
    record Operation(String id, String method, String path, Optional<JsonNode> example) {}

    /** One place of one operation. */
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
                        .forEach(method -> {
                            Operation operation = operation(path.getKey(), method.getKey(), method.getValue());
                            operations.put(operation.id, operation);
                        }));
    }

    private Operation operation(String path, String method, JsonNode node) {
        Optional<JsonNode> example = content(node)
                .path("examples")
                .valueStream()
                .findFirst()
                .map(first -> resolve(first).path("value"));
        return new Operation(node.path("operationId").asString(), method.toUpperCase(Locale.ROOT), path, example);
    }

    List<Operation> operations() {
        return List.copyOf(operations.values());
    }

    Operation operation(String id) {
        Operation operation = operations.get(id);
        if (operation == null) {
            throw new IllegalArgumentException("no such operation: " + id);
        }
        return operation;
    }

    /** Every place of every operation. */
    List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        for (Operation operation : operations.values()) {
            JsonNode node = root.path("paths").path(operation.path).path(operation.method.toLowerCase(Locale.ROOT));
            for (JsonNode reference : node.path("parameters")) {
                JsonNode parameter = resolve(reference);
                Place place = Place.valueOf(parameter.path("in").asString().toUpperCase(Locale.ROOT));
                fields.add(new Field(operation, place, parameter.path("name").asString()));
            }
            fields.add(new Field(operation, Place.QUERY_NAME, "another"));
            fields.add(new Field(operation, Place.HEADER, "Authorization"));
            JsonNode schema = content(node).path("schema");
            if (!schema.isMissingNode()) {
                fields.add(new Field(operation, Place.BODY_KEY, "/another"));
                walk(schema, "", name -> fields.add(new Field(operation, Place.BODY, name)));
            }
        }
        return fields;
    }

    private static JsonNode content(JsonNode operation) {
        return operation.path("requestBody").path("content").path("application/json");
    }

    /** Numbers and flags too: a text is not welcome there either. */
    private void walk(JsonNode reference, String name, java.util.function.Consumer<String> found) {
        JsonNode schema = resolve(reference);
        if (schema.path("properties").isEmpty()) {
            found.accept(name);
        } else {
            schema.path("properties")
                    .propertyStream()
                    .forEach(property -> walk(property.getValue(), name + "/" + property.getKey(), found));
        }
    }

    private JsonNode resolve(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : resolve(root.at(reference.substring(1)));
    }
}
