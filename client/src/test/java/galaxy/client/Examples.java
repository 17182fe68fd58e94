package galaxy.client;

import galaxy.client.transport.JsonFields;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The examples of a contract. */
public final class Examples {
    public static final Examples USERS = new Examples("/galaxy/contracts/users.openapi.yaml");
    public static final Examples AUTH = new Examples("/galaxy/contracts/auth.openapi.yaml");

    public static final Examples GATEWAY = new Examples("/galaxy/contracts/gateway.openapi.yaml");
    public static final Examples GEOPROFILE = new Examples("/galaxy/contracts/geoprofile.openapi.yaml");

    private final String contract;
    private final JsonNode all;

    private Examples(String contract) {
        this.contract = contract;
        this.all = read(contract).at("/components/examples");
    }

    /** Where the contract is. */
    public String contract() {
        return contract;
    }

    public JsonNode of(String name) {
        JsonNode value = all.path(name).path("value");
        if (value.isMissingNode()) {
            throw new AssertionError("the contract has no example " + name);
        }
        return value;
    }

    /** As the fields of a response. */
    public JsonFields fields(String name) {
        return JsonFields.parse(of(name).toString());
    }

    private static JsonNode read(String contract) {
        try (InputStream in = Examples.class.getResourceAsStream(contract)) {
            return YAMLMapper.builder().build().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
