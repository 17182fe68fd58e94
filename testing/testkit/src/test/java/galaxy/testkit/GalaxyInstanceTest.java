package galaxy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.http.RestClient;
import org.junit.jupiter.api.Test;

final class GalaxyInstanceTest {
    @Test
    void names_each_check_that_is_down_and_its_reason() {
        assertThat(GalaxyInstance.failedChecks(RestClient.JSON.readTree("""
                {"status":"not_ready","checks":[
                  {"name":"users_store","status":"down","reason":"Redis does not respond"},
                  {"name":"users_relay","status":"up","reason":null},
                  {"name":"connections_store","status":"down","reason":null}]}
                """)))
                .isEqualTo("users_store: Redis does not respond; connections_store: not up");
    }
}
