package galaxy.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.openapi.OpenApi;
import galaxy.testkit.openapi.Operation;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class GeoprofileOpenApiTest {
    private final OpenApi api = OpenApi.load("/galaxy/contracts/geoprofile.openapi.yaml");

    @Test
    void every_example_fits_its_schema() {
        assertThat(api.exampleProblems()).isEmpty();
    }

    @Test
    void a_console_may_do_what_an_administrator_may_and_only_they_decide_for_others() {
        for (Operation operation : api.operations()) {
            Set<String> roles = api.roles(operation);
            assertThat(roles.contains("console")).as("%s", operation).isEqualTo(roles.contains("admin"));
            if (operation.path().endsWith("/approve") || operation.path().endsWith("/reject")) {
                assertThat(roles).containsExactlyInAnyOrder("admin", "console");
            }
        }
    }

    @Test
    void every_error_is_one_of_the_catalogue_with_its_status() {
        for (Operation operation : api.operations()) {
            for (String error : api.errorCodes(operation)) {
                String[] parts = error.split(" ", 2);
                ErrorCode code = ErrorCode.of(parts[1]).orElseThrow();
                assertThat(Integer.parseInt(parts[0]))
                        .as("%s %s", operation, error)
                        .isEqualTo(code.httpStatus());
            }
        }
    }
}
