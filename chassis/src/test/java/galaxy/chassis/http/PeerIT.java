package galaxy.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.chassis.identity.Access;
import galaxy.chassis.identity.Callers;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who sent a request, over the wire; the rule itself is in the test of the proxies. */
class PeerIT {
    private static final Route WHO = Route.get(
            "/who",
            Access.anyone(),
            exchange -> Response.ok(
                    json -> json.string("from", exchange.remoteAddress().getHostAddress())
                            .bool("secure", exchange.isSecure())));

    @ParameterizedTest
    @CsvSource({
        "'', 'X-Forwarded-For: 203.0.113.7', 127.0.0.1, false",
        "'', 'X-Forwarded-Proto: https', 127.0.0.1, false",
        "10.0.0.0/8, 'X-Forwarded-For: 203.0.113.7|X-Forwarded-Proto: https', 127.0.0.1, false",
        "127.0.0.0/8, 'X-Forwarded-For: 203.0.113.7|X-Forwarded-Proto: https', 203.0.113.7, true",
        "127.0.0.0/8, 'X-Forwarded-For: 1.1.1.1|X-Forwarded-For: 203.0.113.7', 203.0.113.7, false",
        "127.0.0.0/8, 'X-Forwarded-For: 203.0.113.7|X-Forwarded-Proto: http', 203.0.113.7, false",
        "127.0.0.0/8, 'X-Forwarded-For: 203.0.113.7:51000', 203.0.113.7, false",
        "127.0.0.0/8, 'X-Forwarded-For: [2001:db8::7]:443', 2001:db8:0:0:0:0:0:7, false",
        "127.0.0.0/8, 'X-Forwarded-For: [2001:db8::7]', 2001:db8:0:0:0:0:0:7, false",
        "127.0.0.0/8, 'X-Forwarded-For: 198.51.100.1, 203.0.113.7:51000', 203.0.113.7, false",
        "127.0.0.0/8, 'X-Forwarded-For: 2001:db8::1:443', 2001:db8:0:0:0:0:1:443, false",
        "127.0.0.0/8, 'X-Forwarded-For: unknown', 127.0.0.1, false",
        "127.0.0.0/8, 'X-Forwarded-For: _hidden', 127.0.0.1, false",
        "127.0.0.0/8, 'X-Forwarded-For: 203.0.113.7:x', 127.0.0.1, false",
        "127.0.0.0/8, 'X-Forwarded-Proto: https, http', 127.0.0.1, false",
        "127.0.0.0/8, 'X-Forwarded-Proto: http, https', 127.0.0.1, true",
        "127.0.0.0/8, 'X-Forwarded-Proto: HTTPS', 127.0.0.1, true",
        "127.0.0.0/8, 'Forwarded: for=203.0.113.7;proto=https', 127.0.0.1, false"
    })
    void is_the_peer_or_whom_a_trusted_proxy_reports(String trusted, String headers, String from, boolean isSecure)
            throws Exception {
        try (var server = new TestServer(Map.of("things.http.trusted-proxies", trusted), Callers.none(), WHO);
                var client = server.raw()) {
            client.send("GET /who HTTP/1.1\r\nHost: x\r\n" + headers.replace("|", "\r\n") + "\r\n\r\n");
            assertThat(client.response().body()).isEqualTo("{\"from\":\"%s\",\"secure\":%s}".formatted(from, isSecure));
        }
    }
}
