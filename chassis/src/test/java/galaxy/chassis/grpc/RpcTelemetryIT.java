package galaxy.chassis.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.identity.EveryRole;
import galaxy.chassis.telemetry.LogFormat;
import galaxy.chassis.telemetry.LogLevel;
import galaxy.chassis.telemetry.LogSettings;
import galaxy.chassis.telemetry.Logging;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class RpcTelemetryIT {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @AfterEach
    void restore() {
        Logging.configure(new LogSettings(LogFormat.TEXT, LogLevel.WARN), System.out);
    }

    private List<String> lines(int count) {
        await().until(() -> log.toString(StandardCharsets.UTF_8).lines().count() >= count);
        return log.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void answers_with_the_request_id_of_the_caller_and_shows_it_to_the_handler() {
        try (var rpc = new TestRpc(
                Map.of(),
                EveryRole.callers(),
                TestRpc.answering(name -> RpcCall.current().requestId()))) {
            var reply = rpc.call(TestRpc.OPEN, "x-request-id", "req-1").ok();
            assertThat(reply.value()).isEqualTo("req-1");
            assertThat(reply.header("x-request-id")).hasValue("req-1");
            var refused = rpc.call(TestRpc.READ, "x-request-id", "req-2");
            assertThat(refused.trailer("x-request-id")).hasValue("req-2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "semi;colon", "toolong"})
    void makes_a_request_id_when_the_callers_is_invalid(String id) {
        try (var rpc = new TestRpc()) {
            var reply = rpc.call(TestRpc.OPEN, "x-request-id", id.equals("toolong") ? "x".repeat(129) : id)
                    .ok();
            assertThat(reply.header("x-request-id").orElseThrow()).matches("[0-9a-f]{32}");
        }
    }

    @Test
    void makes_a_request_id_when_there_is_none_or_there_are_two() {
        try (var rpc = new TestRpc()) {
            assertThat(rpc.call(TestRpc.OPEN).header("x-request-id").orElseThrow())
                    .matches("[0-9a-f]{32}");
            assertThat(rpc.call(TestRpc.OPEN, "x-request-id", "a", "x-request-id", "b")
                            .header("x-request-id")
                            .orElseThrow())
                    .matches("[0-9a-f]{32}");
        }
    }

    @Test
    void joins_the_trace_of_the_caller_under_a_span_of_its_own() {
        try (var rpc = new TestRpc(
                Map.of(),
                EveryRole.callers(),
                TestRpc.answering(name -> RpcCall.current().trace().traceparent()))) {
            var joined = rpc.call(TestRpc.OPEN, "traceparent", "00-%s-%s-01".formatted(TRACE, SPAN))
                    .value();
            assertThat(joined).startsWith("00-" + TRACE + "-").endsWith("-01").doesNotContain(SPAN);
            assertThat(rpc.call(TestRpc.OPEN).value())
                    .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00")
                    .doesNotContain(TRACE);
        }
    }

    @Test
    void knows_no_call_outside_of_one() {
        assertThatThrownBy(RpcCall::current).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void writes_one_json_line_for_each_call_and_marks_those_of_the_handler() {
        Logging.configure(new LogSettings(LogFormat.JSON, LogLevel.INFO), log);
        try (var rpc = new TestRpc(Map.of(), EveryRole.callers(), TestRpc.answering(name -> {
            LoggerFactory.getLogger("galaxy.things").info("at work");
            return name;
        }))) {
            rpc.call(
                            TestRpc.READ,
                            "authorization",
                            "Bearer admin-token",
                            "x-request-id",
                            "req-1",
                            "traceparent",
                            "00-%s-%s-01".formatted(TRACE, SPAN))
                    .ok();
            assertThat(lines(2))
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line)
                            .contains("\"request_id\":\"req-1\"", "\"trace_id\":\"" + TRACE + "\"")
                            .contains("\"route\":\"Read\"", "\"caller\":\"admin-1\""));
            assertThat(lines(2).getFirst()).contains("\"message\":\"at work\"");
            assertThat(lines(2).getLast())
                    .contains("\"logger\":\"galaxy.access\"", "\"message\":\"request answered\"")
                    .contains("\"service\":\"things\"", "\"code\":\"OK\"", "\"outcome\":\"ok\"", "\"duration_ms\":");
        }
    }

    @ParameterizedTest
    @EnumSource(LogFormat.class)
    void writes_no_message_token_or_unknown_name(LogFormat format) {
        Logging.configure(new LogSettings(format, LogLevel.DEBUG), log);
        try (var rpc = new TestRpc(Map.of(), EveryRole.callers(), TestRpc.answering(name -> name))) {
            rpc.call(TestRpc.READ, "authorization", "Bearer admin-token", "x-more", "hidden-1");
            rpc.call(TestRpc.READ, "authorization", "Bearer hidden-2");
            rpc.call(TestRpc.OPEN.toBuilder()
                    .setFullMethodName("hidden.v3.Service/Hidden")
                    .build());
            assertThat(String.join("\n", lines(3)))
                    .doesNotContainIgnoringCase("hidden")
                    .doesNotContain("admin-token", "pilot")
                    .contains("Read", "unauthenticated", "method_not_found", "none");
            assertThat(lines(3)).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource(LogFormat.class)
    void writes_nothing_of_what_is_no_call_at_all(LogFormat format) throws Exception {
        Logging.configure(new LogSettings(format, LogLevel.DEBUG), log);
        try (var rpc = new TestRpc();
                var raw = new Socket(InetAddress.getLoopbackAddress(), rpc.server.port())) {
            // A block of headers of which one has a name that none may have.
            var header = "\0\u0008Hidden@x\u0001y";
            var frames = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0\0\0" + (char) header.length()
                    + "\u0001\u0005\0\0\0\u0001" + header;
            raw.getOutputStream().write(frames.getBytes(StandardCharsets.ISO_8859_1));
            rpc.call(TestRpc.OPEN).ok();
            raw.shutdownOutput();
            raw.getInputStream().readAllBytes();
            assertThat(lines(1)).hasSize(1);
            assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContainIgnoringCase("hidden");
        }
    }

    @Test
    void counts_calls_by_method_and_outcome() {
        try (var rpc = new TestRpc(Map.of(), EveryRole.callers(), TestRpc.answering(name -> name))) {
            rpc.call(TestRpc.READ, "authorization", "Bearer admin-token");
            rpc.call(TestRpc.READ, "authorization", "Bearer gateway-token");
            rpc.call(TestRpc.WRITE);
            await().untilAsserted(() -> assertThat(rpc.metrics("rpc_requests_total"))
                    .containsExactlyInAnyOrder(
                            TestRpc.counted("Read", "ok"),
                            TestRpc.counted("Read", "permission_denied"),
                            TestRpc.counted("Write", "unauthenticated")));
            await().untilAsserted(() -> assertThat(rpc.metrics("rpc_request_duration_seconds_count"))
                    .containsExactlyInAnyOrder(
                            "rpc_request_duration_seconds_count{method=\"Read\",service=\"things\"} 2",
                            "rpc_request_duration_seconds_count{method=\"Write\",service=\"things\"} 1"));
        }
    }
}
