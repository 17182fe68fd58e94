package galaxy.chassis.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.StringValue;
import galaxy.chassis.identity.Callers;
import galaxy.testkit.SelfSignedCertificate;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RpcTlsIT {
    private static void use(SelfSignedCertificate made, Path certificate, Path key) throws IOException {
        Files.copy(made.pem(), certificate, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(made.key(), key, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What a new connection of a client that trusts this certificate gets. */
    private static Status.Code call(TestRpc rpc, SelfSignedCertificate trusted) {
        ManagedChannel channel;
        try {
            channel = NettyChannelBuilder.forTarget(
                            rpc.server.target(),
                            TlsChannelCredentials.newBuilder()
                                    .trustManager(trusted.pem().toFile())
                                    .build())
                    .build();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        try {
            return TestRpc.begin(
                            channel, TestRpc.OPEN, CallOptions.DEFAULT, StringValue.of("pilot"), TestRpc.metadata())
                    .reply()
                    .status()
                    .getCode();
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void takes_a_new_certificate_while_it_serves(@TempDir Path folder) throws Exception {
        var certificate = folder.resolve("tls.pem");
        var key = folder.resolve("tls.key");
        try (var first = SelfSignedCertificate.make();
                var second = SelfSignedCertificate.make()) {
            use(first, certificate, key);
            var settings = Map.of(
                    "things.grpc.tls.certificate", certificate.toString(), "things.grpc.tls.key", key.toString());
            try (var rpc = new TestRpc(settings, Callers.none(), TestRpc.answering(name -> name))) {
                assertThat(rpc.server.describeCommand()).isEqualTo("grpcurl " + rpc.server.target() + " describe");
                assertThat(call(rpc, first)).isEqualTo(Status.Code.OK);
                assertThat(call(rpc, second)).isEqualTo(Status.Code.UNAVAILABLE);
                assertThat(rpc.call(TestRpc.OPEN).status().getCode())
                        .as("without TLS")
                        .isEqualTo(Status.Code.UNAVAILABLE);
                use(second, certificate, key);
                await().atMost(Duration.ofSeconds(90)).until(() -> call(rpc, second) == Status.Code.OK);
                assertThat(call(rpc, first)).isEqualTo(Status.Code.UNAVAILABLE);
            }
        }
    }
}
