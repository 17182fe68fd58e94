package galaxy.torture.stage;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Promise;
import galaxy.torture.workload.Promise.Recorded;
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

    private static final String LOST = "2026-01-01T00:00:00.000Z ERROR galaxy.store.Outboxes - events 6 to 6 of outbox"
            + " users/49 are lost: they are not in it and were not published; a fail-over of Redis has lost writes\n";

    private static final Promise LOSSES = new Promise(Recorded.BUCKETS_UP_TO_A_MOMENT, true);

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void ignores_what_is_expected() throws IOException {
        assertThat(violations(Promise.WHOLE, """
                Galaxy is ready: -d '{"email":"pilot@example.com"}'
                2026-01-01T00:00:00.000Z WARN galaxy.Some - dependency unavailable
                2026-01-01T00:00:00.000Z ERROR galaxy.redis.EmbeddedRedis - redis-server process 7 ended with 137; starting
                2026-01-01T00:00:00.000Z ERROR galaxy.store.DiskSpace - the disk of data.dir is almost full: 0 MB are free
                """)).isEmpty();
        assertThat(violations(Promise.WHOLE, FULL)).isEmpty();
        assertThat(violations(LOSSES, LOST)).isEmpty();
    }

    @Test
    void finds_addresses_errors_and_stack_traces() throws IOException {
        assertThat(violations(
                        Promise.WHOLE, "2026-01-01T00:00:00.000Z INFO galaxy.access - path=/users/a@torture.example\n"))
                .containsExactly("no e-mail address in a log");
        assertThat(violations(Promise.WHOLE, "2026-01-01T00:00:00.000Z ERROR galaxy.Server - internal error\n"))
                .containsExactly("no error in a log");
        assertThat(violations(Promise.WHOLE, LOST)).containsExactly("no error in a log");
        assertThat(violations(LOSSES, FULL + """
                2026-01-01T00:00:00.000Z WARN galaxy.Server - ouch
                \tat galaxy.Server.open(Server.java:7)
                """)).containsExactly("no error in a log");
    }

    @Test
    void finds_sessions_and_tokens_of_links() throws IOException {
        String session = "dvs_" + "0".repeat(26);
        assertThat(violations(Promise.WHOLE, "INFO galaxy.access - route=/c/{token} session=" + session + "\n"))
                .isEmpty();
        assertThat(violations(Promise.WHOLE, "INFO galaxy.access - path=/c/" + "a".repeat(22) + "\n"))
                .containsExactly(LogScan.SECRET);
        assertThat(violations(Promise.WHOLE, "WARN galaxy.Some - " + session + "." + "A".repeat(43) + "\n"))
                .containsExactly(LogScan.SECRET);
    }

    private List<String> violations(Promise promise, String log) throws IOException {
        Findings findings = new Findings(Recorded.ALL);
        LogScan.check(Files.writeString(folder.resolve("some.log"), log), promise, findings);
        return findings.violations().stream().map(Findings.Violation::rule).toList();
    }
}
