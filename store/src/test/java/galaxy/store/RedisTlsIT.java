package galaxy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.health.HealthCheck.Status;
import galaxy.chassis.server.TlsFiles;
import galaxy.chassis.settings.SettingsException;
import galaxy.kernel.Secret;
import galaxy.redis.LoopbackPorts;
import galaxy.testkit.RedisNode;
import galaxy.testkit.SelfSignedCertificate;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A server that speaks TLS itself, and knows its clients by their certificates. */
class RedisTlsIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final SelfSignedCertificate SERVER = SelfSignedCertificate.make();
    private static final SelfSignedCertificate CLIENT = SelfSignedCertificate.make();
    private static final int PORT = LoopbackPorts.free();

    private static final RedisNode NODE = RedisNode.start(withTls(PORT));

    @AfterAll
    static void stop() {
        NODE.close();
        SERVER.close();
        CLIENT.close();
    }

    private static RedisNode.Options withTls(int port, String... more) {
        List<String> lines = new ArrayList<>(List.of(
                "tls-port " + port,
                "tls-cert-file " + SERVER.pem(),
                "tls-key-file " + SERVER.key(),
                "tls-ca-cert-file " + CLIENT.pem(),
                "tls-auth-clients yes"));
        lines.addAll(List.of(more));
        return RedisNode.Options.plain().withConfig(lines.toArray(String[]::new));
    }

    private static OpenStore open(String uri, Optional<TlsFiles> identity) {
        RedisTls tls = new RedisTls(Optional.of(SERVER.pem()), identity);
        return OpenStore.open(
                new StoreSettings(
                        Optional.of(Secret.of(uri)), tls, TestStore.TIMEOUT, 1, 0, Path.of("never-used"), 100_000),
                new PrometheusRegistry());
    }

    private static Optional<TlsFiles> of(SelfSignedCertificate certificate) {
        return Optional.of(new TlsFiles(certificate.pem(), certificate.key()));
    }

    private static void takesChanges(OpenStore open) {
        await().atMost(SOON).until(() -> open.check().status().get(), Status.up()::equals);
    }

    @Test
    void a_server_that_wants_a_certificate_of_its_clients_gets_it_also_after_a_restart() {
        try (var open = open("rediss://localhost:" + PORT, of(CLIENT))) {
            takesChanges(open);
            NODE.restart();
            takesChanges(open);
        }
    }

    @Test
    void without_a_certificate_or_with_another_one_the_start_says_what_to_set() {
        for (Optional<TlsFiles> identity : List.of(Optional.<TlsFiles>empty(), of(SERVER))) {
            assertThatExceptionOfType(SettingsException.class)
                    .isThrownBy(
                            () -> open("rediss://localhost:" + PORT, identity).close())
                    .satisfies(e -> assertThat(e.problems())
                            .singleElement()
                            .asString()
                            .contains("wants another certificate of its clients; set redis.certificate and redis.key"));
        }
    }

    @Test
    void a_master_and_its_replica_are_found_over_tls() {
        int port = LoopbackPorts.free();
        try (var replica = RedisNode.start(withTls(port))) {
            replica.follow(NODE);
            try (var open = open("rediss://localhost:" + port + ",localhost:" + PORT, of(CLIENT))) {
                takesChanges(open);
            }
        }
    }

    @Test
    void a_cluster_over_tls_wants_the_certificate_too() {
        int port = LoopbackPorts.free();
        try (var cluster = RedisNode.start(withTls(
                port,
                "cluster-enabled yes",
                "tls-cluster yes",
                "cluster-announce-ip 127.0.0.1",
                "cluster-port " + LoopbackPorts.free()))) {
            cluster.call("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
            await().atMost(SOON).until(() -> cluster.call("CLUSTER", "INFO").contains("cluster_state:ok"));
            try (var open = open("rediss-cluster://127.0.0.1:" + port, of(CLIENT))) {
                takesChanges(open);
            }
        }
    }
}
