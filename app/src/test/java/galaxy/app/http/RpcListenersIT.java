package galaxy.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.app.Galaxy;
import galaxy.app.RunningProcess;
import galaxy.chassis.service.Endpoint;
import galaxy.chassis.settings.SettingSources;
import galaxy.testkit.ProcessSettings;
import galaxy.testkit.SelfSignedCertificate;
import galaxy.testkit.TempFolder;
import galaxy.testkit.http.Http2Responses;
import galaxy.testkit.http.RawConnection;
import galaxy.testkit.http.RequestTemplate;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every gRPC listener of the process, in clear and with TLS, does with the bytes of each row what the row says. */
@Execution(ExecutionMode.CONCURRENT)
class RpcListenersIT {
    private static final TempFolder FOLDER = TempFolder.make();
    private static final SelfSignedCertificate CERTIFICATE = SelfSignedCertificate.make();
    private static final Map<String, String> NAMES = Map.of(
            "preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "begin", "$(preface)$(frame 4 0 0 )",
            "head", "$(frame 1 4 1 $(header :scheme http)$(arg)$(header te trailers))",
            "to", "$(header :method POST)$(header :authority localhost)$(arg)$(header content-type application/grpc)",
            "health", "$(header :path /grpc.health.v1.Health/Check)",
            "empty", "$(last 1 $(message 0 ))");

    private static RunningProcess clear;
    private static RunningProcess secured;

    /** A listener: it answers under any name, or under those of loopback alone. */
    private record Target(String name, URI uri) {
        boolean isPublic() {
            return name.equals("gateway");
        }
    }

    @BeforeAll
    static void start() {
        clear = start("clear", Map.of());
        secured = start(
                "tls",
                Map.of(
                        "connections.grpc.tls.certificate", CERTIFICATE.pem().toString(),
                        "connections.grpc.tls.key", CERTIFICATE.key().toString(),
                        "gateway.grpc.tls.certificate", CERTIFICATE.pem().toString(),
                        "gateway.grpc.tls.key", CERTIFICATE.key().toString()));
    }

    private static RunningProcess start(String name, Map<String, String> more) {
        var settings = ProcessSettings.with(
                Map.of("data.dir", FOLDER.path().resolve(name).toString(), "grpc.read-timeout", "1s"));
        settings.putAll(more);
        return Galaxy.PROCESS.start(SettingSources.of(settings));
    }

    @AfterAll
    static void stop() {
        clear.close();
        secured.close();
        CERTIFICATE.close();
        FOLDER.close();
    }

    private static List<Target> targets(RunningProcess process) {
        return process.endpoints().entrySet().stream()
                .flatMap(service -> service.getValue().stream()
                        .map(Endpoint::address)
                        .filter(address -> !address.startsWith("http"))
                        .map(address -> new Target(service.getKey(), URI.create("//" + address))))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            health                         | $(begin)$(head $(to $(health)))$(empty) | grpc 0
            health of an unknown service   | $(begin)$(head $(to $(health)))$(last 1 $(message 0 \\n\\1a)) | grpc 5
            a method that there is not     | $(begin)$(head $(to $(header :path /a.B/C)))$(empty) | grpc 12
            a path of one part             | $(begin)$(head $(to $(header :path /a)))$(empty) | grpc 12
            an unknown encoding            | $(begin)$(head $(to $(health)$(header grpc-encoding zstd)))$(empty) | grpc 12
            a message without an end       | $(begin)$(head $(to $(health)))$(frame 0 0 1 $(prefix 0 9)a) | grpc 3
            another method                 | $(begin)$(head $(header :method GET)$(header :authority localhost)$(health)$(header content-type application/grpc))$(empty) | http 405
            another content type           | $(begin)$(head $(header :method POST)$(header :authority localhost)$(health)$(header content-type text/plain))$(empty) | http 415
            headers that are too large     | $(begin)$(frame 1 0 1 $(header :scheme http)$(to $(health)$(header a $(12000*a))))$(frame 9 4 1 $(header b $(9000*b))) | closed
            the name of another host       | $(begin)$(head $(header :method POST)$(header :authority evil.example)$(health)$(header content-type application/grpc))$(empty) | misdirected
            data before a head             | $(begin)$(empty) | closed
            data on the connection         | $(begin)$(last 0 $(message 0 )) | closed
            a header that there is not     | $(begin)$(frame 1 4 1 \\377\\377\\377\\177) | closed
            an invalid Huffman code        | $(begin)$(frame 1 4 1 \\0\\205$(5*\\377)) | closed
            a frame that is too large      | $(begin)$(frame 0 0 1 $(100000*a)) | closed
            HTTP/1.1                       | GET / HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n | closed
            half a preface                 | PRI * HTTP/2.0\\r\\n\\r\\nS | closed
            another protocol               | PING\\r\\n | closed
            """)
    void does_with_the_bytes_what_the_row_says(String name, String bytes, String expected) throws Exception {
        for (Target target : Stream.of(clear, secured)
                .flatMap(process -> targets(process).stream())
                .toList()) {
            String result = expected.equals("misdirected") ? target.isPublic() ? "grpc 0" : "grpc 7" : expected;
            assertThat(send(target, new RequestTemplate(NAMES, Map.of()).render(bytes.translateEscapes())))
                    .as(name + " on " + target)
                    .isEqualTo(result);
        }
    }

    /** How the first stream ends, or that the connection does. */
    private static String send(Target target, String bytes) throws IOException, GeneralSecurityException {
        Map<Integer, Map<String, String>> streams = new TreeMap<>();
        try (var connection = connect(target)) {
            connection.send(bytes);
            try {
                Http2Responses.read(connection, 1, streams);
            } catch (SocketTimeoutException e) {
                throw e;
            } catch (IOException e) {
                return "closed";
            }
        }
        Map<String, String> headers = streams.getOrDefault(1, Map.of());
        String status = headers.getOrDefault(":status", "");
        return status.equals("200") ? "grpc " + headers.get("grpc-status") : "http " + status;
    }

    private static RawConnection connect(Target target) throws IOException, GeneralSecurityException {
        String host = target.uri.getHost();
        if (targets(clear).contains(target)) {
            return new RawConnection(URI.create("http://" + target.uri.getAuthority()));
        }
        var socket =
                (SSLSocket) CERTIFICATE.clientContext().getSocketFactory().createSocket(host, target.uri.getPort());
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        return new RawConnection(socket);
    }

    @Test
    void each_service_that_speaks_grpc_is_tried_twice() {
        assertThat(Stream.of(clear, secured).flatMap(process -> targets(process).stream()))
                .extracting(Target::name)
                .containsExactlyInAnyOrder("connections", "gateway", "connections", "gateway");
    }
}
