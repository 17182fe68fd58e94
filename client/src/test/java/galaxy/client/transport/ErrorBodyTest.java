package galaxy.client.transport;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.Detail;
import galaxy.client.ErrorResponseException;
import galaxy.client.ServiceError;
import galaxy.contracts.ErrorCode;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ErrorBodyTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String BODY = """
            {"error":{"code":"%s","message":"No.","details":[{"field":"email","reason":"must be one","more":1}]}}
            """;

    @ParameterizedTest
    @EnumSource
    void is_read_for_every_code_of_the_contract(ErrorCode code) {
        assertThat(ErrorBody.read(reply(code.httpStatus(), BODY.formatted(code.code()))))
                .isEqualTo(new ServiceError(
                        Integer.toString(code.httpStatus()),
                        code.code(),
                        "No.",
                        List.of(new Detail("email", "must be one")),
                        Optional.of("request-1"),
                        Optional.empty()));
    }

    @Test
    void keeps_a_code_that_is_newer_than_the_client() {
        assertThat(ErrorBody.read(reply(451, BODY.formatted("forbidden_by_law")))
                        .code())
                .isEqualTo("forbidden_by_law");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Bad Gateway</html>", "", "{}", "{\"error\":\"bad\"}", "{\"error\":{\"code\":7}}"})
    void of_a_proxy_becomes_an_error_with_its_status_as_the_code(String body) {
        ServiceError error = ErrorBody.read(reply(502, body));
        assertThat(error.code()).isEqualTo("status_502");
        assertThat(error.message()).isEqualTo("the response is not from the service");
    }

    @Test
    void is_complete_in_the_message_of_the_exception() {
        ServiceError error = ErrorBody.read(reply(409, BODY.formatted("conflict")));
        assertThat(new ErrorResponseException(error))
                .hasMessage("409 conflict: No. [email: must be one] (request request-1)");
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "' 0 ', 0",
        "'Sun, 01 Mar 2026 12:00:09 GMT', 9",
        "'Sun, 01 Mar 2026 11:00:00 GMT', 0",
        "soon,",
        "-1,",
        "99999999999999999999,",
    })
    void has_a_retry_after_of_seconds_or_until_a_date(String text, Long seconds) {
        HttpHeaders headers = HttpHeaders.of(Map.of("Retry-After", List.of(text)), (_, _) -> true);
        assertThat(ErrorBody.read(new HttpReply(503, headers, "", NOW)).retryAfter())
                .isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds));
    }

    private static HttpReply reply(int status, String body) {
        HttpHeaders headers = HttpHeaders.of(Map.of("X-Request-Id", List.of("request-1")), (_, _) -> true);
        return new HttpReply(status, headers, body, NOW);
    }
}
