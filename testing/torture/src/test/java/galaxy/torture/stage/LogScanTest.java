package galaxy.torture.stage;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogScanTest {
    private static final String FULL = """
            2026-01-01T00:00:00.000Z ERROR galaxy.redis.EmbeddedRedis - redis-server does not start; trying until it does
            galaxy.redis.RedisStartException: no room
            \tat galaxy.redis.RedisProcess.start(RedisProcess.java:1)
            """;

    private static final String LOST = "2026-01-01T00:00:00.000Z ERROR galaxy.store.Relay - events 6 to 6 of outbox"
            + " users/49 are lost: they are not in it and were not published; a fail-over of Redis has lost writes\n";

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void lets_pass_what_is_expected() throws IOException {
        assertThat(violations(false, """
                Galaxy is ready: -d '{"email":"pilot@example.com"}'
                2026-01-01T00:00:00.000Z WARN galaxy.Some - something needed does not answer
                2026-01-01T00:00:00.000Z ERROR galaxy.redis.EmbeddedRedis - redis-server process 7 ended with 137; starting
                """)).isEmpty();
        assertThat(violations(false, FULL)).isEmpty();
        assertThat(violations(true, LOST)).isEmpty();
    }

    @Test
    void finds_addresses_errors_and_stack_traces() throws IOException {
        assertThat(violations(false, "2026-01-01T00:00:00.000Z INFO galaxy.access - path=/users/a@torture.example\n"))
                .containsExactly("no e-mail address in a log");
        assertThat(violations(
                        false, "2026-01-01T00:00:00.000Z ERROR galaxy.Door - a request failed by a fault of ours\n"))
                .containsExactly("no fault in a log");
        assertThat(violations(false, LOST)).containsExactly("no fault in a log");
        assertThat(violations(true, FULL + """
                2026-01-01T00:00:00.000Z WARN galaxy.Door - ouch
                \tat galaxy.Door.open(Door.java:7)
                """)).containsExactly("no fault in a log");
    }

    private List<String> violations(boolean losses, String log) throws IOException {
        Findings findings = new Findings(Recorded.ALL);
        LogScan.expecting(losses).check(Files.writeString(folder.resolve("some.log"), log), findings);
        return findings.violations().stream().map(Findings.Violation::rule).toList();
    }
}
