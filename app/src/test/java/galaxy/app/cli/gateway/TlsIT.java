package galaxy.app.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.app.cli.auth.SignInProcess;
import galaxy.testkit.JvmProcess;
import galaxy.testkit.PackagedGalaxy;
import galaxy.testkit.SelfSignedCertificate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client over TLS, on both listeners of the gateway. */
final class TlsIT {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private final SelfSignedCertificate certificate = SelfSignedCertificate.make();

    /** A process whose machine trusts the certificate. */
    private List<String> run(String... arguments) {
        var program = PackagedGalaxy.program(arguments)
                .withJvmOptions(
                        "-Djavax.net.ssl.trustStore=" + certificate.trustStore(),
                        "-Djavax.net.ssl.trustStorePassword=" + SelfSignedCertificate.PASSWORD);
        try (JvmProcess process = JvmProcess.start(program)) {
            int code = process.awaitExit(LONG);
            assertThat(code).as(String.join("\n", process.lines())).isZero();
            return process.lines();
        }
    }

    @Test
    void signs_in_over_https_and_calls_over_tls() {
        String pem = certificate.pem().toString();
        String key = certificate.key().toString();
        String session = folder.resolve("session.json").toString();
        try (certificate;
                var galaxy = new SignInProcess(Map.of(
                        "gateway.http.tls.certificate", pem,
                        "gateway.http.tls.key", key,
                        "gateway.grpc.tls.certificate", pem,
                        "gateway.grpc.tls.key", key))) {
            String url = galaxy.gateway();
            assertThat(url).startsWith("https://");
            assertThat(run(
                            "sign-in",
                            "tls@example.com",
                            "--url",
                            url,
                            "--management-url",
                            galaxy.management(),
                            "--session",
                            session))
                    .anyMatch(line -> line.startsWith("signed in as usr_"));
            assertThat(run("call", "user.account.get", "--url", url, "--target", galaxy.target(), "--session", session))
                    .anyMatch(line -> line.contains("tls@example.com"));
        }
    }
}
