package galaxy.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import galaxy.bench.Load.Speed;
import galaxy.testkit.RequiredProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same load by {@code wrk} and by this JVM, of a server that notes what it gets. */
final class HttpLoadIT {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int CONNECTIONS = 4;

    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private URI uri;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
            String path = exchange.getRequestURI().toString();
            received.add(exchange.getRequestMethod() + " " + path + " " + type + " " + body);
            exchange.sendResponseHeaders(path.equals("/refused") ? 409 : 200, -1);
            exchange.close();
        });
        server.start();
        uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.close();
    }

    @Test
    void wrk_sends_reads_at_random_and_each_is_counted() throws Exception {
        reads(wrk());
    }

    @Test
    void this_jvm_sends_reads_at_random_and_each_is_counted() throws Exception {
        reads(Optional.empty());
    }

    private void reads(Optional<Path> program) throws Exception {
        Requests requests = Requests.random().get("/a?b=1").get("/c");
        Speed speed = new HttpLoad(program, uri, requests).run(CONNECTIONS, SECOND);
        assertThat(received)
                .containsOnly("GET /a?b=1 null ", "GET /c null ")
                .hasSizeBetween((int) speed.requests(), (int) speed.requests() + CONNECTIONS + 1);
        assertThat(speed.perSecond()).isPositive().isLessThanOrEqualTo(speed.requests() * 1.01);
        assertThat(speed.medianMillis()).isPositive().isLessThanOrEqualTo(speed.worstOfTwentyMillis());
        assertThat(speed.worstOfTwentyMillis()).isLessThanOrEqualTo(speed.worstOfHundredMillis());
    }

    @Test
    void wrk_repeats_no_request_that_has_a_number_in_two_runs() throws Exception {
        numbers(wrk());
    }

    @Test
    void this_jvm_repeats_no_request_that_has_a_number_in_two_runs() throws Exception {
        numbers(Optional.empty());
    }

    private void numbers(Optional<Path> program) throws Exception {
        Requests requests = Requests.inTurn()
                .post("/1", "{\"n\":\"%s\"}".formatted(Requests.NUMBER))
                .post("/2", "{\"m\":\"%s\"}".formatted(Requests.NUMBER));
        HttpLoad load = new HttpLoad(program, uri, requests);
        double done = load.run(CONNECTIONS, SECOND).requests();
        done += load.run(CONNECTIONS, SECOND).requests();
        assertThat(received)
                .hasSizeGreaterThanOrEqualTo((int) done)
                .doesNotHaveDuplicates()
                .contains("POST /1 application/json {\"n\":\"0000000\"}")
                .allMatch(each -> each.matches("POST /1 application/json \\{\"n\":\"\\d{6}[02468]\"}"
                        + "|POST /2 application/json \\{\"m\":\"\\d{6}[13579]\"}"));
    }

    @Test
    void wrk_sends_requests_that_are_for_a_single_time_once_in_two_runs() throws Exception {
        Requests requests = Requests.once();
        IntStream.range(0, 400_000).forEach(i -> requests.post("/" + i, "{}"));
        HttpLoad load = new HttpLoad(wrk(), uri, requests);
        load.run(CONNECTIONS, SECOND);
        load.run(CONNECTIONS, SECOND);
        assertThat(received).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(400_000 - requests.size());
    }

    @Test
    void fails_when_no_request_is_left() {
        for (Optional<Path> program : List.of(wrk(), Optional.<Path>empty())) {
            Requests requests = Requests.once().get("/1").get("/2").get("/3");
            assertThatExceptionOfType(Exception.class)
                    .isThrownBy(() -> new HttpLoad(program, uri, requests).run(CONNECTIONS, SECOND))
                    .withStackTraceContaining("no request is left");
        }
    }

    @Test
    void fails_when_the_first_request_is_refused_and_when_wrk_counts_one_that_is() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new HttpLoad(wrk(), uri, Requests.inTurn().get("/refused")).run(1, SECOND))
                .withMessageContaining("409");
        Requests second = Requests.inTurn().get("/a").get("/refused");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new HttpLoad(wrk(), uri, second).run(1, SECOND))
                .withMessageMatching("wrk: requests failed: \\d+ of status 400 or above");
    }

    private static Optional<Path> wrk() {
        return Optional.of(RequiredProgram.WRK.require());
    }
}
