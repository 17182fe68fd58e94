package galaxy.client;

import static org.assertj.core.api.Assertions.assertThat;

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

final class ErrorsTest {
    private static final String BODY = """
            {"error":{"code":"%s","message":"No.","details":[{"field":"email","reason":"must be one","more":1}]}}
            """;

    @ParameterizedTest
    @EnumSource
    void every_code_of_the_contract_has_a_case_of_its_own(ErrorCode code) {
        ServiceError error = Errors.of(reply(code.httpStatus(), BODY.formatted(code.code())), Optional.empty());
        assertThat(error).isNotInstanceOf(ServiceError.Unknown.class);
        assertThat(error.code()).isEqualTo(code.code());
        assertThat(error.report())
                .isEqualTo(new ServiceError.Report(
                        code.httpStatus(),
                        "No.",
                        List.of(new Detail("email", "must be one")),
                        Optional.of("request-1")));
    }

    @Test
    void a_code_that_is_newer_than_the_client_is_kept() {
        ServiceError error = Errors.of(reply(451, BODY.formatted("forbidden_by_law")), Optional.empty());
        assertThat(error).isInstanceOf(ServiceError.Unknown.class);
        assertThat(error.code()).isEqualTo("forbidden_by_law");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Bad Gateway</html>", "", "{}", "{\"error\":\"bad\"}", "{\"error\":{\"code\":7}}"})
    void an_error_of_something_in_between_is_told_by_its_status(String body) {
        ServiceError error = Errors.of(reply(502, body), Optional.empty());
        assertThat(error.code()).isEqualTo("status_502");
        assertThat(error.report().message()).isEqualTo("not an error of the users service");
    }

    @Test
    void the_message_of_the_exception_says_all_that_one_needs() {
        ServiceError error = Errors.of(reply(409, BODY.formatted("conflict")), Optional.empty());
        assertThat(new ErrorAnswerException(error))
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
    void retry_after_is_seconds_or_a_time(String text, Long seconds) {
        HttpHeaders headers = HttpHeaders.of(Map.of("Retry-After", List.of(text)), (_, _) -> true);
        assertThat(new Reply(503, headers, "").retryAfter(Instant.parse("2026-03-01T12:00:00Z")))
                .isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds));
    }

    private static Reply reply(int status, String body) {
        HttpHeaders headers = HttpHeaders.of(Map.of("X-Request-Id", List.of("request-1")), (_, _) -> true);
        return new Reply(status, headers, body);
    }
}
