package galaxy.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import galaxy.bench.Load.Speed;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Outputs written by hand in the form of {@code wrk} and {@code h2load}; {@code HttpLoadIT} runs wrk itself. */
final class LoadProgramTest {
    private static final String WRK = """
            Running 2s test @ http://127.0.0.1:41271/
              1 threads and 8 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency   397.31us  260.16us   8.31ms   92.60%
                Req/Sec    20.31k     2.05k   22.97k    80.95%
              42438 requests in 2.10s, 46.74MB read
            Requests/sec:  20209.01
            Transfer/sec:     22.26MB
            measured requests=42438 micros=2099954 p50=352 p95=731 p99=1219 connect=0 read=0 write=0 timeout=0 status=0 sent=42447
            """;

    private static final String H2LOAD = """
            starting benchmark...
            spawning thread #0: 8 total client(s). Timing-based test with 0s of warm-up time and 2s of main duration for measurements.
            Warm-up started for thread #0.
            progress: 10% of clients started
            Main benchmark duration is started for thread #0.
            Main benchmark duration is over for thread #0. Stopping all clients.
            Stopped all clients for thread #0

            finished in 2.00s, 17211.50 req/s, 3.02MB/s
            requests: 34423 total, 34431 started, 34423 done, 34423 succeeded, 0 failed, 0 errored, 0 timeout
            status codes: 34431 2xx, 0 3xx, 0 4xx, 0 5xx
            traffic: 6.05MB (6341234) total, 1.05MB (1101536) headers (space savings 81.40%), 3.61MB (3786530) data
            """;

    @Test
    void reads_rate_and_times_of_wrk() throws IOException {
        Speed speed = Wrk.speed(Wrk.numbers(WRK));
        assertThat(speed).isEqualTo(new Speed(42_438, 42_438 / 2.099954, 0.352, 0.731, 1.219));
        assertThat(Wrk.numbers(WRK).get("sent")).isEqualTo(42_447);
    }

    @Test
    void says_what_failed_in_wrk() {
        String failed = WRK.replace("read=0", "read=3").replace("status=0", "status=12");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Wrk.speed(Wrk.numbers(failed)))
                .withMessage("wrk: requests failed: 3 read, 12 of status 400 or above");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Wrk.speed(Wrk.numbers(WRK.replace("requests=42438", "requests=0"))))
                .withMessage("wrk: no request was completed");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Wrk.numbers("PANIC: unprotected error"))
                .withMessageContaining("PANIC: unprotected error");
    }

    @Test
    void takes_calls_of_h2load_for_done_that_brought_their_messages() {
        assertThatNoException().isThrownBy(() -> H2load.check(H2LOAD, 110));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> H2load.check(H2LOAD, 111))
                .withMessage(
                        "h2load: calls failed: 34423 of them brought 3786530 bytes of data, which should be 111 each");
    }

    @Test
    void says_what_failed_in_h2load() {
        for (String other : List.of("1 errored", "1 timeout", "34422 succeeded")) {
            String name = other.replaceFirst("\\d+ ", "");
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> H2load.check(H2LOAD.replaceFirst("\\d+ " + name, other), 110))
                    .withMessageContaining("calls failed: requests: ")
                    .withMessageContaining(other);
        }
    }

    @Test
    void sorts_the_times_of_calls_in_the_log_of_h2load() {
        assertThat(H2load.micros(List.of("1764267600000001\t200\t812", "1764267600000002\t200\t97")))
                .containsExactly(97, 812);
    }
}
