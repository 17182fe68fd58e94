package galaxy.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.chassis.identity.Callers;
import galaxy.testkit.SelfSignedCertificate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A listener whose clients are to leave, and that serves them until they have. */
class DrainIT {
    @Test
    void serves_on_and_closes_connections_after_their_next_response() throws Exception {
        try (var server = new TestServer(Map.of(), Callers.none());
                var before = server.raw()) {
            before.send("GET /open HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(before.response().header("connection")).isEmpty();
            server.server.drain();
            before.send("GET /open HTTP/1.1\r\nHost: x\r\n\r\n");
            var last = before.response();
            assertThat(last.status()).isEqualTo(200);
            assertThat(last.header("connection")).isEqualTo("close");
            assertThat(server.get("/open").statusCode()).as("a new connection").isEqualTo(200);
        }
    }

    @Test
    void has_clients_of_http_2_leave_and_serves_what_they_have_sent() throws Exception {
        try (var certificate = SelfSignedCertificate.make();
                var server = TestServer.overTls(certificate, Map.of());
                var open = new RawHttp2(server.server.port(), certificate)) {
            open.send(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1, RawHttp2.head("/open"));
            open.get(3, "/open");
            assertThat(open.next(RawHttp2.HEADERS)).isPresent();
            server.server.drain();
            assertThat(open.next(RawHttp2.GOAWAY)).hasValueSatisfying(frame -> {
                assertThat(frame.errorCode()).isZero();
                assertThat(frame.payload().getInt(0))
                        .as("the last stream that is served")
                        .isEqualTo(Integer.MAX_VALUE);
            });
            open.get(5, "/open");
            assertThat(open.next(RawHttp2.HEADERS))
                    .hasValueSatisfying(frame -> assertThat(frame.stream()).isEqualTo(5));
            try (var client = TestServer.http2(certificate)) {
                assertThat(client.send(
                                        server.request("/open").build(),
                                        java.net.http.HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }
}
