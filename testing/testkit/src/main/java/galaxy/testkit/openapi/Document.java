package galaxy.testkit.openapi;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** An OpenAPI file as a tree: follows its references and checks values against its schemas. */
final class Document {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** What a schema carries along for its references is no rule of its own. */
    private static final String COMPONENTS = "components";

    private final JsonNode root;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            Dialect.builder(Dialects.getDraft202012())
                    .keyword(new NonValidationKeyword(COMPONENTS))
                    .build(),
            builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                    .formatAssertionsEnabled(true)
                    .locale(Locale.ENGLISH)
                    .build()));
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

    Document(String yaml) {
        root = YAMLMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build()
                .readTree(yaml);
        if (!root.path("openapi").asString("").startsWith("3.1.")) {
            throw new IllegalArgumentException("not an OpenAPI 3.1 file");
        }
    }

    JsonNode root() {
        return root;
    }

    /** The node itself, or what its {@code $ref} stands for. A reference into nowhere is an error of the file. */
    JsonNode resolve(JsonNode node) {
        JsonNode current = node;
        while (current.isObject() && current.path("$ref").isString()) {
            String reference = current.path("$ref").asString();
            if (!reference.startsWith("#/")) {
                throw new IllegalArgumentException("only references inside the file are followed: " + reference);
            }
            current = root.at(reference.substring(1));
            if (current.isMissingNode()) {
                throw new IllegalArgumentException("a reference leads nowhere: " + reference);
            }
        }
        return current;
    }

    /** What is wrong with {@code value} under {@code schema}; empty if it is valid. */
    List<String> problems(JsonNode schema, JsonNode value) {
        return schemas.computeIfAbsent(schema, this::compile).validate(value).stream()
                .map(error -> {
                    String where = error.getInstanceLocation().toString();
                    return where.isEmpty() ? error.getMessage() : where + " " + error.getMessage();
                })
                .toList();
    }

    /** A body, parsed without mercy: repeated keys and trailing content are errors. */
    static JsonNode parseJson(String body) throws JacksonException {
        return JSON.readTree(body);
    }

    private Schema compile(JsonNode schema) {
        // A reference such as #/components/schemas/Account is looked up from the root of the schema, so each schema
        // carries the components along.
        ObjectNode standalone = JSON.createObjectNode();
        standalone.putArray("allOf").add(schema);
        standalone.set(COMPONENTS, root.path(COMPONENTS));
        return registry.getSchema(standalone);
    }
}
