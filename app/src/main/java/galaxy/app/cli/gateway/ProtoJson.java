package galaxy.app.cli.gateway;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import galaxy.app.cli.Suggestion;
import galaxy.kernel.Parsed;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A message as a person types it in JSON. The parser of protobuf takes texts that are no JSON; these are refused here. */
final class ProtoJson {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ProtoJson() {}

    /**
     * The message, encoded.
     *
     * @param empty of its type
     */
    static Parsed<byte[]> parse(String json, Message empty) {
        JsonNode node;
        try {
            node = STRICT.readTree(json);
        } catch (JacksonException e) {
            return Parsed.invalid("is not JSON; quote it for the shell, like '{\"name\":\"value\"}'");
        }
        if (!node.isObject()) {
            return Parsed.invalid("is not a JSON object, like {}");
        }
        Optional<String> unknown = unknown(node, empty);
        if (unknown.isPresent()) {
            return Parsed.invalid(unknown.get());
        }
        var message = empty.newBuilderForType();
        try {
            JsonFormat.parser().merge(json, message);
            return Parsed.valid(message.build().toByteArray());
        } catch (InvalidProtocolBufferException e) {
            return Parsed.invalid("has a value of another type than the contract names for its field");
        }
    }

    private static Optional<String> unknown(JsonNode node, Message empty) {
        List<FieldDescriptor> fields = empty.getDescriptorForType().getFields();
        Set<String> names = fields.stream()
                .flatMap(field -> Stream.of(field.getName(), field.getJsonName()))
                .collect(Collectors.toSet());
        var others = new HashSet<>(node.propertyNames());
        others.removeAll(names);
        return others.stream().sorted().findFirst().map(name -> {
            List<String> known = fields.stream().map(FieldDescriptor::getName).toList();
            return "has the unknown field " + name
                    + (known.isEmpty()
                            ? "; there is none"
                            : "; its fields are " + String.join(", ", known)
                                    + Suggestion.of(name, known)
                                            .map(meant -> "; did you mean " + meant + "?")
                                            .orElse(""));
        });
    }
}
