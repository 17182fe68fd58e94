package galaxy.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.chassis.identity.Callers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every response says when it was made (RFC 9110 6.6.1), also what the server below refuses by itself. */
class DateIT {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(Map.of("http.read-timeout", "300ms"), Callers.none());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET /open HTTP/1.1%nHost: x%n%n, 200",
        "GET /open HTTP/1.0%n%n, 200",
        "GET /nothing HTTP/1.1%nHost: x%n%n, 404",
        "GET /open HTTP/1.1%nHost: evil.example%n%n, 421",
        "GET /open HTTP/1.1%nHost: x%nA : b%n%n, 400",
        "GET /open HTTP/4.0%nHost: x%n%n, 505",
        "POST /things/a/name HTTP/1.1%nHost: x%nExpect: a-miracle%nContent-Length: 1%n%n, 400",
        "POST /things/a/name HTTP/1.1%nHost: x%nContent-Type: application/json%nContent-Length: 9%n%n, 400",
        "GET /open HTTP/1.1%nHost: x%nA: b, 400",
    })
    void every_response_has_its_date(String request, int status) throws Exception {
        try (var client = server.raw()) {
            client.send(request.replace("%n", "\r\n"));
            var response = client.response();
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.header("Date")).matches("[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT");
            var date = ZonedDateTime.parse(response.header("Date"), DateTimeFormatter.RFC_1123_DATE_TIME);
            assertThat(Duration.between(date.toInstant(), Instant.now()))
                    .isBetween(Duration.ZERO, Duration.ofSeconds(60));
        }
    }
}
