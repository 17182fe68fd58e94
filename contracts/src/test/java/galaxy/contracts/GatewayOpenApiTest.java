package galaxy.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.openapi.OpenApi;
import galaxy.testkit.openapi.Operation;
import org.junit.jupiter.api.Test;

final class GatewayOpenApiTest {
    private final OpenApi api = OpenApi.load("/galaxy/contracts/gateway.openapi.yaml");

    @Test
    void every_example_fits_its_schema() {
        assertThat(api.exampleProblems()).isEmpty();
    }

    @Test
    void every_path_is_below_the_prefix_of_what_is_public() {
        assertThat(api.operations())
                .hasSize(4)
                .allSatisfy(operation -> assertThat(operation.path()).startsWith("/api/v1/public/"));
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
