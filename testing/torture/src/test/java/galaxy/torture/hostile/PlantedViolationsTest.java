package galaxy.torture.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.StoreImage;
import galaxy.testkit.StoreImage.StreamEntry;
import galaxy.testkit.http.RawRequest;
import galaxy.testkit.http.RawResponse;
import galaxy.testkit.openapi.Operation;
import galaxy.torture.workload.EventLog;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Promise.Recorded;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each check finds the violation that it is for. */
class PlantedViolationsTest {
    private static final String ERROR = "{\"error\":{\"code\":\"%s\",\"message\":\"%s\",\"details\":[]}}";

    private final Findings findings = new Findings(Recorded.ALL);
    private final Checks checks = new Checks(1, findings);
    private final OutputCheck output = new OutputCheck(checks);
    private final RestCheck rest = new RestCheck(checks);

    private void assertFound(String... rules) {
        assertThat(findings.violations()).extracting(Findings.Violation::rule).containsExactlyInAnyOrder(rules);
    }

    private static RawResponse response(int status, String body) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(Map.of("Content-Type", "application/json", "X-Request-Id", "r1"));
        return new RawResponse(status, headers, body);
    }

    @Test
    void an_internal_error() {
        rest.check("attack", response(500, ERROR.formatted("internal_error", "no")), "request");
        assertFound("no status from 500 on except 501, 503 and 505");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"code\":\"unknown\",\"message\":\"\",\"details\":[]}}",
                "{\"error\":{\"code\":\"invalid_request\",\"details\":[]}}",
                "{\"error\":{\"code\":\"invalid_request\",\"message\":\"\"}}",
                "<html>"
            })
    void an_error_of_another_form(String body) {
        rest.check("attack", response(400, body), "request");
        assertFound("each REST error has the form of the contract");
    }

    @Test
    void an_error_of_the_pages_that_is_no_page_or_has_an_address() {
        RawResponse page = response(400, "<body data-page=\"error\" data-state=\"400\">");
        page.headers().put("Content-Security-Policy", "trusted-types 'none'");
        rest.check("attack", page, "request");
        assertFound();
        rest.check("attack", new RawResponse(404, page.headers(), page.body()), "request");
        assertFound(RestCheck.PAGES);
        rest.check("attack", new RawResponse(400, page.headers(), page.body() + checks.newAddress()), "request");
        assertFound(RestCheck.PAGES, "no e-mail address in an error");
    }

    @Test
    void an_address_in_an_error() {
        rest.check("attack", response(400, ERROR.formatted("invalid_request", checks.newAddress())), "request");
        assertFound("no e-mail address in an error");
    }

    @Test
    void a_response_that_is_not_in_the_contract() {
        String path = "/api/v1/internal/users/usr_x/exists";
        Operation operation = new Operation("GET", "/api/v1/internal/users/{user_id}/exists");
        rest.check(
                "attack",
                RestService.USERS,
                operation,
                RawRequest.get(path),
                response(200, "{\"exists\":\"perhaps\"}"));
        assertFound("each REST response matches the contract");
    }

    @Test
    void bytes_that_are_not_http() {
        rest.check("attack", "request", "HTTP/9 200\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        assertFound("responses are complete HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNKNOWN", "INTERNAL", "DATA_LOSS", "ABORTED"})
    void a_grpc_status_of_an_internal_error(Status.Code code) {
        new RpcCheck(checks).status("attack", "call", code, true, "");
        new RpcCheck(checks).status("attack", "call", code, false, "");
        assertFound("no gRPC status of an internal error");
    }

    @Test
    void a_grpc_error_without_a_reason() {
        StatusRuntimeException error = Status.NOT_FOUND.asRuntimeException(new Metadata());
        new RpcCheck(checks).error("attack", "call", error);
        assertFound("each gRPC error has the form of the contract");
    }

    @Test
    void an_address_in_a_grpc_error() {
        StatusRuntimeException error =
                Status.NOT_FOUND.withDescription(checks.newAddress()).asRuntimeException();
        new RpcCheck(checks).anyError("attack", "call", error);
        assertFound("no e-mail address in an error");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"time":"t","logger":"l","message":"m","level":"ERROR"} | no error in the log
            {"time":"t","logger":"l","level":"INFO"}                | each line of the log is complete
            {"time":"t","logger":"l","message":"m                   | each line of the log is complete
            """)
    void a_wrong_line_of_a_json_log(String line, String rule) {
        output.logLine(line, true);
        assertFound(rule);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00Z ERROR galaxy.A - it failed, no error in the log",
        "half a line, each line of the log is complete"
    })
    void a_wrong_line_of_a_text_log(String line, String rule) {
        output.logLine(line, false);
        assertFound(rule);
    }

    @Test
    void an_address_in_the_log() {
        String line = "2026-01-01T00:00:00Z INFO galaxy.A - " + checks.newAddress();
        output.logLine(line, false);
        assertFound("no e-mail address in the log");
    }

    @Test
    void a_stack_trace_and_the_text_of_a_start_are_no_violation(@TempDir Path folder) throws IOException {
        Path log = Files.writeString(folder.resolve("log"), """
                Galaxy is ready: users (5 ms).
                  users  http://127.0.0.1:1

                Ctrl-C stops it.
                2026-01-01T00:00:00Z WARN galaxy.A - it failed
                java.io.IOException: it failed
                \tat galaxy.A.run(A.java:1)
                """);
        assertThat(output.log(log, false)).isEqualTo("{TRACE=2, WARN=1}");
        assertFound();
        Files.writeString(log, "half a line\n", StandardOpenOption.APPEND);
        assertThat(output.log(log, false)).isEqualTo("{=1, TRACE=2, WARN=1}");
        assertFound("each line of the log is complete");
    }

    @Test
    void an_address_in_an_event_and_an_event_that_is_not_complete() {
        Map<String, String> fields =
                Map.of("source", "/galaxy/users", "data", "{\"email\":\"" + checks.newAddress() + "\"}");
        StoreImage image = new StoreImage(
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of("galaxy:events", List.of(new StreamEntry("1-0", fields))));
        output.events(image, "users");
        assertThat(findings.violations())
                .extracting(Findings.Violation::rule)
                .contains("no e-mail address in an event", EventLog.ENVELOPE);
    }

    @Test
    void a_metric_with_an_unknown_label_or_an_address() {
        output.metrics("requests{route=\"/x/y\",method=\"GET\"} 1\nrequests{route=\"none\"} 1");
        assertFound("labels of metrics are of a fixed set");
        output.metrics("requests{user=\"" + checks.newAddress() + "\"} 1");
        assertFound("labels of metrics are of a fixed set", "no e-mail address in the metrics");
    }

    @ParameterizedTest
    @CsvSource({
        "heap, 20481",
        "direct buffers, 32769",
        "threads, 9",
        "threads of the system, 17",
        "descriptors, 9",
        "descriptors of the embedded Redis, 5"
    })
    void a_leak(String name, long growth) {
        ResourceUsage before = new ResourceUsage(Map.of(name, 1000L));
        before.compare(new ResourceUsage(Map.of(name, 1000 + growth - 1)), 4, checks);
        assertFound();
        before.compare(new ResourceUsage(Map.of(name, 1000 + growth)), 4, checks);
        assertFound("no leak of " + name);
    }

    @Test
    void more_threads_than_the_listeners_may_have() {
        ResourceUsage before = new ResourceUsage(Map.of());
        before.compare(new ResourceUsage(Map.of("threads of the HTTP engine", 32L)), 4, checks);
        assertFound();
        before.compare(new ResourceUsage(Map.of("threads of the HTTP engine", 33L)), 4, checks);
        assertFound("no more threads of the HTTP engine than they may be");
    }

    @Test
    void an_address_in_any_spelling() {
        String email = checks.newAddress();
        assertThat(checks.hasAddress("text " + email.toUpperCase(Locale.ROOT))).isTrue();
        assertThat(checks.hasAddress(email.replace("@", "%40"))).isTrue();
        assertThat(checks.hasAddress(HexFormat.of().formatHex(email.getBytes(StandardCharsets.UTF_8))))
                .isTrue();
        assertThat(checks.hasAddress("another@example.com")).isFalse();
    }
}
