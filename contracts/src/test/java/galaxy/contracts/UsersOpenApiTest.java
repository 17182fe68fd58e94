package galaxy.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.openapi.OpenApi;
import galaxy.testkit.openapi.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

final class UsersOpenApiTest {
    private static final String FILE = "/galaxy/contracts/users.openapi.yaml";
    private static final String BASE = "/api/v1/internal";

    private final OpenApi api = OpenApi.load(FILE);
    private final JsonNode root = new YAMLMapper().readTree(text());

    @Test
    void every_example_fits_its_schema() {
        assertThat(api.exampleProblems()).isEmpty();
    }

    @Test
    void the_paths_of_sign_in_are_frozen() {
        assertThat(api.operations())
                .contains(
                        new Operation("POST", BASE + "/user-resolutions/by-email"),
                        new Operation("GET", BASE + "/users/{user_id}/exists"),
                        new Operation("POST", BASE + "/users/ensure-by-email"),
                        new Operation("POST", BASE + "/users/{user_id}/block"),
                        new Operation("POST", BASE + "/user-blocks/by-email"));
    }

    @Test
    void names_every_error_code_with_its_own_status() {
        for (ErrorCode error : ofUsers()) {
            Set<String> responses = new TreeSet<>();
            root.path("components").path("responses").propertyStream().forEach(response -> {
                if (codes(response.getValue()).contains(error.code())) {
                    responses.add(response.getKey());
                }
            });
            assertThat(responses).as("responses with %s", error.code()).isNotEmpty();
            assertThat(statusesOf(responses)).as("statuses of %s", error.code()).isSubsetOf(error.httpStatus());
        }
        assertThat(enumOf("ErrorCode"))
                .containsExactly(ofUsers().stream().map(ErrorCode::code).toArray(String[]::new));
    }

    private static List<ErrorCode> ofUsers() {
        Set<ErrorCode> ofOthers = EnumSet.of(
                ErrorCode.INVALID_CODE,
                ErrorCode.SESSION_NOT_FOUND,
                ErrorCode.VERSION_NOT_FOUND,
                ErrorCode.CHALLENGE_EXPIRED,
                ErrorCode.TOO_MANY_REQUESTS);
        return Arrays.stream(ErrorCode.values())
                .filter(error -> !ofOthers.contains(error))
                .toList();
    }

    @Test
    void every_operation_but_the_description_itself_has_roles_and_can_refuse() {
        for (Operation operation : api.operations()) {
            if (operation.path().startsWith(BASE)) {
                assertThat(api.roles(operation)).as(operation.toString()).isNotEmpty();
                assertThat(node(operation).path("responses").propertyNames())
                        .as(operation.toString())
                        .contains("200", "400", "401", "403", "500", "503");
            }
        }
    }

    @Test
    void only_geo_may_sync_the_country_and_admin_may_do_all_the_rest() {
        Operation sync = new Operation("POST", BASE + "/users/{user_id}/declared-country/sync");
        assertThat(api.roles(sync)).containsExactly("geo");
        assertThat(api.operations())
                .filteredOn(operation -> operation.path().startsWith(BASE) && !operation.equals(sync))
                .allSatisfy(operation -> assertThat(api.roles(operation)).contains("admin"));
    }

    @Test
    void every_object_is_closed() {
        assertObjectsAreClosed("components", root.path("components").path("schemas"));
    }

    private static void assertObjectsAreClosed(String place, JsonNode node) {
        if (node.path("type").asString("").equals("object")) {
            assertThat(node.path("additionalProperties").asBoolean(true))
                    .as(place)
                    .isFalse();
        }
        node.propertyStream().forEach(entry -> assertObjectsAreClosed(place + "/" + entry.getKey(), entry.getValue()));
    }

    /** The statuses under which operations use one of these shared responses. */
    private Set<Integer> statusesOf(Set<String> responses) {
        Set<Integer> statuses = new TreeSet<>();
        for (Operation operation : api.operations()) {
            node(operation).path("responses").propertyStream().forEach(entry -> {
                String reference = entry.getValue().path("$ref").asString("");
                if (responses.contains(reference.substring(reference.lastIndexOf('/') + 1))) {
                    statuses.add(Integer.parseInt(entry.getKey()));
                }
            });
        }
        return statuses;
    }

    private static Set<String> codes(JsonNode response) {
        Set<String> codes = new TreeSet<>();
        response.at("/content/application~1json/schema/allOf/1/properties/error/properties/code/enum")
                .forEach(code -> codes.add(code.asString()));
        return codes;
    }

    private List<String> enumOf(String schema) {
        return root.path("components")
                .path("schemas")
                .path(schema)
                .path("enum")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private JsonNode node(Operation operation) {
        return root.path("paths").path(operation.path()).path(operation.method().toLowerCase(Locale.ROOT));
    }

    private static String text() {
        try (InputStream in = UsersOpenApiTest.class.getResourceAsStream(FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
