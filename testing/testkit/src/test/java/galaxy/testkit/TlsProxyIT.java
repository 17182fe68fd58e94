package galaxy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TlsProxyIT {
    private static final SelfSignedCertificate CERTIFICATE = SelfSignedCertificate.make();

    @AfterAll
    static void forget() {
        CERTIFICATE.close();
    }

    @Test
    void serves_a_client_that_trusts_the_pem_file() {
        try (var tls = TlsProxy.inFrontOf(Servers.standAlone(), CERTIFICATE)) {
            var trusting = SslOptions.builder()
                    .trustManager(CERTIFICATE.pem().toFile())
                    .build();
            assertThat(ping(tls, trusting)).isEqualTo("PONG");
        }
    }

    @Test
    void serves_a_client_that_trusts_the_key_store() {
        try (var tls = TlsProxy.inFrontOf(Servers.standAlone(), CERTIFICATE)) {
            var trusting = SslOptions.builder()
                    .truststore(CERTIFICATE.trustStore().toFile(), SelfSignedCertificate.PASSWORD)
                    .build();
            assertThat(ping(tls, trusting)).isEqualTo("PONG");
        }
    }

    @Test
    void is_refused_by_a_client_that_trusts_the_system_only() {
        try (var tls = TlsProxy.inFrontOf(Servers.standAlone(), CERTIFICATE)) {
            assertThatThrownBy(() -> ping(tls, SslOptions.create())).isInstanceOf(RedisConnectionException.class);
        }
    }

    private static String ping(TlsProxy tls, SslOptions ssl) {
        try (var client = RedisClient.create(RedisURI.create(tls.uri()))) {
            client.setOptions(ClientOptions.builder().sslOptions(ssl).build());
            try (var connection = client.connect()) {
                return connection.sync().ping();
            }
        }
    }
}
