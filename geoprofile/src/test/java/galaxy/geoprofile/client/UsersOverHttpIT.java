package galaxy.geoprofile.client;

import static galaxy.geoprofile.memory.World.CAUSE;
import static galaxy.geoprofile.memory.World.DE;
import static galaxy.geoprofile.memory.World.PILOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import galaxy.client.ClientSettings;
import galaxy.client.Timeouts;
import galaxy.client.users.UsersClient;
import galaxy.geoprofile.sync.SyncTask;
import galaxy.geoprofile.sync.UserCountries.Response;
import galaxy.geoprofile.version.Failure;
import galaxy.kernel.UnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** What each response of users means. */
class UsersOverHttpIT {
    private static final SyncTask TASK = new SyncTask(PILOT, 3, DE, Optional.empty(), 2);
    private static final String STORED =
            "{\"user_id\":\"%s\",\"declared_country\":\"DE\",\"updated_at\":\"2026-03-01T12:00:00.000Z\"}"
                    .formatted(PILOT);

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private UsersClient client;
    private UsersOverHttp users;
    private int status = 200;
    private String body = STORED;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::respond);
        server.start();
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        var timeouts = new Timeouts(Duration.ofMillis(300), Duration.ofMillis(1500), Duration.ofMillis(1500));
        client = UsersClient.of(ClientSettings.of(address).withTimeouts(timeouts));
        users = new UsersOverHttp(() -> client);
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    private void respond(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add("%s %s %s %s %s"
                    .formatted(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI(),
                            exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                            exchange.getRequestHeaders().getFirst("X-Request-Id"),
                            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private void refuse(int refusal, String code) {
        status = refusal;
        body = "{\"error\":{\"code\":\"%s\",\"message\":\"no\",\"details\":[]}}".formatted(code);
    }

    @Test
    void a_country_is_sent_under_the_key_and_the_request_id_of_the_attempt() {
        assertThat(users.sync(TASK)).isEqualTo(new Response.Acknowledged());
        assertThat(requests)
                .containsExactly(("POST /api/v1/internal/users/%s/declared-country/sync geo:%s:3 geo.%s.3.2 "
                                + "{\"declared_country\":\"DE\"}")
                        .formatted(PILOT, PILOT, PILOT));
    }

    @ParameterizedTest
    @CsvSource({"404, user_not_found, user_not_found", "400, invalid_request, refused", "409, conflict, refused"})
    void what_users_will_never_take_is_refused(int refusal, String code, Failure failure) {
        refuse(refusal, code);
        assertThat(users.sync(TASK)).isEqualTo(new Response.Refused(failure));
    }

    @ParameterizedTest
    @CsvSource({
        "401, unauthenticated",
        "403, permission_denied",
        "404, route_not_found",
        "413, payload_too_large",
        "500, internal_error",
        "503, service_unavailable"
    })
    void everything_else_is_tried_again(int refusal, String code) {
        refuse(refusal, code);
        assertThat(users.sync(TASK)).isEqualTo(new Response.Unknown());
    }

    @ParameterizedTest
    @CsvSource({"401, unauthenticated", "403, permission_denied"})
    void users_that_refuse_this_service_are_an_error_in_the_log_once_a_minute(int refusal, String code) {
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(UsersOverHttp.class);
        logger.addAppender(log);
        refuse(refusal, code);
        for (int i = 0; i < 3; i++) {
            assertThat(users.sync(TASK)).isEqualTo(new Response.Unknown());
        }
        logger.detachAppender(log);
        assertThat(log.list)
                .filteredOn(line -> line.getLevel() == Level.ERROR)
                .extracting(ILoggingEvent::getFormattedMessage)
                .allMatch(line -> line.equals("users return " + code
                        + ": give this service a caller of the role geo in geoprofile.users.token"))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void a_response_that_breaks_the_contract_or_none_is_tried_again() {
        body = "{}";
        assertThat(users.sync(TASK)).isEqualTo(new Response.Unknown());
        server.stop(0);
        assertThat(users.sync(TASK)).isEqualTo(new Response.Unknown());
    }

    @Test
    void users_that_are_starting_are_tried_again() {
        var starting = new UsersOverHttp(() -> {
            throw new UnavailableException("users are starting");
        });
        assertThat(starting.sync(TASK)).isEqualTo(new Response.Unknown());
        assertThatThrownBy(() -> starting.exists(PILOT, CAUSE)).isInstanceOf(UnavailableException.class);
    }

    @Test
    void whether_a_user_exists_is_asked_with_the_request_id_of_the_caller() {
        body = "{\"exists\":true}";
        assertThat(users.exists(PILOT, CAUSE)).isTrue();
        assertThat(requests).singleElement().asString().contains("/exists null request-1 ");
        body = "{\"exists\":false}";
        assertThat(users.exists(PILOT, CAUSE)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"401, unauthenticated", "403, permission_denied", "500, internal_error", "503, service_unavailable"})
    void users_that_do_not_say_whether_a_user_exists_are_unavailable(int refusal, String code) {
        refuse(refusal, code);
        assertThatThrownBy(() -> users.exists(PILOT, CAUSE)).isInstanceOf(UnavailableException.class);
    }
}
