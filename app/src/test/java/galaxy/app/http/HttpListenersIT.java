package galaxy.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.app.Galaxy;
import galaxy.app.RunningProcess;
import galaxy.chassis.service.Endpoint;
import galaxy.chassis.settings.SettingSources;
import galaxy.testkit.ProcessSettings;
import galaxy.testkit.SelfSignedCertificate;
import galaxy.testkit.TempFolder;
import galaxy.testkit.http.RawConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every HTTP listener of the process, in clear and with TLS, does with each request of the table what the table says. */
@Execution(ExecutionMode.CONCURRENT)
class HttpListenersIT {
    private static final TempFolder FOLDER = TempFolder.make();
    private static final SelfSignedCertificate CERTIFICATE = SelfSignedCertificate.make();
    private static final List<Target> TARGETS = new ArrayList<>();
    private static RunningProcess clear;
    private static RunningProcess secured;

    /** A listener, and the paths that the table needs. */
    private record Target(String name, URI uri, Map<String, String> values) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** The gateway: it is reached under any name. */
    private static final String PUBLIC = "gateway, ";

    private static final String PAGES = "web, ";

    private static final int MISDIRECTED = 421;

    /** One row on one listener. */
    record Case(RequestTable.Row row, Target target) {
        @Override
        public String toString() {
            return row.name() + " on " + target;
        }
    }

    @BeforeAll
    static void start() {
        clear = start("clear", Map.of());
        var tls = new HashMap<String, String>();
        for (var listener :
                List.of("users.http", "auth.http", "geoprofile.http", "gateway.http", "web.http", "management")) {
            tls.put(listener + ".tls.certificate", CERTIFICATE.pem().toString());
            tls.put(listener + ".tls.key", CERTIFICATE.key().toString());
        }
        secured = start("tls", tls);
    }

    private static RunningProcess start(String name, Map<String, String> more) {
        var settings = ProcessSettings.with(Map.of(
                "data.dir", FOLDER.path().resolve(name).toString(),
                "users.http.hosts", "galaxy.internal",
                "auth.http.hosts", "galaxy.internal",
                "geoprofile.http.hosts", "galaxy.internal",
                "management.hosts", "galaxy.internal",
                "gateway.address.per-minute", "1000000",
                "http.read-timeout", "2s",
                "http.idle-timeout", "4s"));
        settings.putAll(more);
        var process = Galaxy.PROCESS.start(SettingSources.of(settings));
        TARGETS.add(target(
                "users", name, process, "/user-resolutions/by-email", "{\"email\":\"pilot@example.com\"}", 64 * 1024));
        var use = "{\"uses\":[{\"device_session_id\":\"dvs_0\",\"at\":\"2026-03-01T12:00:00Z\"}]}";
        TARGETS.add(target("auth", name, process, "/session-uses", use, 64 * 1024));
        var seen = "{\"observations\":[{\"user_id\":\"usr_00000000000000000000000000\",\"ip\":\"192.0.2.7\","
                + "\"observed_at\":\"2026-03-01T12:00:00Z\"}]}";
        TARGETS.add(target("geoprofile", name, process, "/country-observations", seen, 128 * 1024));
        TARGETS.add(new Target(
                PUBLIC + name, URI.create(process.address("gateway")), Map.of("get", "/api/v1/public/openapi.yaml")));
        TARGETS.add(new Target(PAGES + name, URI.create(process.address("web")), Map.of("get", "/robots.txt")));
        TARGETS.add(new Target("management, " + name, process.management(), Map.of("get", "/livez")));
        return process;
    }

    private static Target target(
            String service, String name, RunningProcess process, String post, String body, int mostBytes) {
        return new Target(
                service + ", " + name,
                URI.create(process.address(service)),
                Map.of(
                        "get", "/openapi.yaml",
                        "post", "/api/v1/internal" + post,
                        "body", body,
                        "length", Integer.toString(body.length()),
                        "hex", Integer.toHexString(body.length()),
                        "over", Integer.toString(mostBytes + 1),
                        "overhex", Integer.toHexString(mostBytes + 1)));
    }

    @AfterAll
    static void stop() {
        clear.close();
        secured.close();
        CERTIFICATE.close();
        FOLDER.close();
    }

    static Stream<Case> cases() {
        return RequestTable.read().stream()
                .flatMap(row -> TARGETS.stream()
                        .filter(target -> target.values.containsKey("post") || !row.needsPost())
                        .filter(target -> !target.name.startsWith(PUBLIC)
                                || !row.outcome().statuses().contains(MISDIRECTED))
                        .map(target -> new Case(row, target)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void does_with_a_request_what_the_table_says(Case each) throws Exception {
        var values = new HashMap<>(each.target.values);
        values.put("host", each.target.uri.getAuthority());
        try (var connection = connect(each.target.uri)) {
            each.row.send(connection, values);
            var outcome = each.target.name.startsWith(PAGES) ? each.row.ofPages() : each.row.outcome();
            for (var status : outcome.statuses()) {
                assertThat(connection.response(each.row.hasBody()).status()).isEqualTo(status);
            }
            if (outcome.staysOpen()) {
                connection.send("GET %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(values.get("get"), values.get("host")));
                assertThat(connection.response().status()).isEqualTo(200);
            } else {
                assertThat(connection.isEnded()).isTrue();
            }
        }
    }

    @Test
    void every_listener_is_tried() {
        assertThat(TARGETS)
                .extracting(Target::uri)
                .containsAll(Stream.of(clear, secured)
                        .flatMap(process -> process.endpoints().values().stream())
                        .flatMap(List::stream)
                        .map(Endpoint::address)
                        .filter(address -> address.startsWith("http"))
                        .map(URI::create)
                        .toList());
    }

    private static RawConnection connect(URI uri) throws IOException {
        if (uri.getScheme().equals("http")) {
            return new RawConnection(uri);
        }
        try {
            var sockets = CERTIFICATE.clientContext().getSocketFactory();
            return new RawConnection(sockets.createSocket(uri.getHost(), uri.getPort()));
        } catch (GeneralSecurityException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
