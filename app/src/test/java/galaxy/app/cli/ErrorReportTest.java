package galaxy.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.ClientException;
import galaxy.client.Detail;
import galaxy.client.ErrorResponseException;
import galaxy.client.InvalidResponseException;
import galaxy.client.NoResponseException;
import galaxy.client.ServiceError;
import galaxy.contracts.ErrorCode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ErrorReportTest {
    @ParameterizedTest
    @EnumSource
    void of_an_error_has_message_details_advice_and_request(ErrorCode code) {
        assertThat(report(Integer.toString(code.httpStatus()), code.code()).lines())
                .hasSize(4)
                .startsWith("refused: " + code.code() + ": No.", "  email must be one")
                .endsWith("request r-1");
    }

    @ParameterizedTest
    @CsvSource({
        "409, conflict, 1",
        "503, service_unavailable, 69",
        "500, internal_error, 70",
        "502, status_502, 69",
        "404, status_404, 1",
        "ALREADY_EXISTS, USERNAME_TAKEN, 1",
        "UNAVAILABLE, SERVICE_UNAVAILABLE, 69",
        "UNAUTHENTICATED, UNAUTHENTICATED, 1",
        "INTERNAL, INTERNAL_ERROR, 70",
        "UNIMPLEMENTED, METHOD_NOT_FOUND, 70",
    })
    void has_the_exit_code_of_the_error_over_http_and_grpc(String status, String code, int exitCode) {
        assertThat(report(status, code).exitCode()).isEqualTo(exitCode);
    }

    @Test
    void of_a_request_that_may_be_done_says_to_check() {
        var cause = new IOException("reset");
        var maybe = new NoResponseException("http://h", "lost", new NoResponseException.Request("r", 2, true), cause);
        assertThat(of(maybe).exitCode()).isEqualTo(ExitException.UNAVAILABLE);
        assertThat(of(maybe).lines().getLast()).startsWith("check the current state");
        var unsent =
                new NoResponseException("http://h", "refused", new NoResponseException.Request("r", 2, false), cause);
        assertThat(of(unsent).lines().getLast()).startsWith("start the service (./galaxy serve)");
    }

    @Test
    void of_an_invalid_response_says_to_check_the_address() {
        var report = of(new InvalidResponseException("it is not JSON"));
        assertThat(report.exitCode()).isEqualTo(ExitException.INVALID_RESPONSE);
        assertThat(report.lines().getLast()).contains("--url", "--target");
    }

    @Test
    void has_no_characters_that_change_the_terminal() {
        var error = new ServiceError("400", "x", "a\u001b[2J", List.of(), Optional.empty(), Optional.empty());
        assertThat(of(new ErrorResponseException(error)).lines().getFirst()).isEqualTo("refused: x: a\uFFFD[2J");
    }

    private static ErrorReport of(ClientException failure) {
        return ErrorReport.of(failure, field -> field);
    }

    private static ErrorReport report(String status, String code) {
        return of(new ErrorResponseException(new ServiceError(
                status,
                code,
                "No.",
                List.of(new Detail("email", "must be one")),
                Optional.of("r-1"),
                Optional.empty())));
    }
}
