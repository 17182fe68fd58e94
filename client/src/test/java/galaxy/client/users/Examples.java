package galaxy.client.users;

import galaxy.client.transport.JsonFields;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The examples of the contract. */
final class Examples {
    static final String CONTRACT = "/galaxy/contracts/users.openapi.yaml";

    private static final JsonNode ALL = read().at("/components/examples");

    private Examples() {}

    static JsonNode of(String name) {
        JsonNode value = ALL.path(name).path("value");
        if (value.isMissingNode()) {
            throw new AssertionError("the contract has no example " + name);
        }
        return value;
    }

    /** As the fields of a response. */
    static JsonFields fields(String name) {
        return JsonFields.parse(of(name).toString());
    }

    private static JsonNode read() {
        try (InputStream in = Examples.class.getResourceAsStream(CONTRACT)) {
            return YAMLMapper.builder().build().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
