package galaxy.store;

import static galaxy.store.TestStore.SPACE;
import static galaxy.store.TestStore.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.health.HealthCheck;
import galaxy.chassis.settings.SettingsException;
import galaxy.kernel.Secret;
import galaxy.kernel.WriteResult;
import galaxy.redis.RedisStartException;
import galaxy.testkit.FaultProxy;
import galaxy.testkit.RedisNode;
import galaxy.testkit.SelfSignedCertificate;
import galaxy.testkit.TlsProxy;
import galaxy.testkit.Topology;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenStoreIT {

    private static StoreSettings settings(Optional<String> uri, Optional<Path> trust, Path dataDir) {
        return new StoreSettings(uri.map(Secret::of), trust, TestStore.TIMEOUT, 2, 0, dataDir, TestStore.RETAINED);
    }

    private static OpenStore open(String uri) {
        return OpenStore.open(TestStore.settings(uri, TestStore.TIMEOUT), new PrometheusRegistry());
    }

    private static void refused(String uri, String... parts) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> open(uri).close())
                .satisfies(e -> assertThat(String.join("\n", e.problems())).contains(parts));
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void refuses_a_server_or_one_master_that_may_throw_records_away(Topology topology) {
        var uri = topology.freshUri();
        var last = topology.nodes().getLast();
        last.config("maxmemory-policy", "allkeys-lru");
        try {
            refused(uri, "maxmemory-policy allkeys-lru", "noeviction");
        } finally {
            last.config("maxmemory-policy", "noeviction");
        }
        open(uri).close();
    }

    @Test
    void refuses_to_wait_for_replicas_of_an_embedded_server(@TempDir Path dataDir) {
        var settings = new StoreSettings(
                Optional.empty(), Optional.empty(), TestStore.TIMEOUT, 1, 1, dataDir, TestStore.RETAINED);
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> OpenStore.open(settings, new PrometheusRegistry()))
                .satisfies(
                        e -> assertThat(e.problems()).singleElement().asString().contains("redis.durability"));
    }

    @Test
    void does_not_open_a_store_whose_secret_no_replica_has() {
        var uri = Topology.STAND_ALONE.freshUri();
        var settings = new StoreSettings(
                Optional.of(Secret.of(uri)),
                Optional.empty(),
                Duration.ofMillis(400),
                1,
                1,
                Path.of("never-used"),
                TestStore.RETAINED);
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> OpenStore.open(settings, new PrometheusRegistry()))
                .withMessageContaining("too few replicas");
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void refuses_a_store_in_another_format(Topology topology) {
        var uri = topology.freshUri();
        open(uri).close();
        try (var at = TestStore.at(uri)) {
            at.redis.call("hset", redis -> redis.hset(StoreSecret.KEY, "format", new byte[] {'0'}));
        }
        refused(uri, "format 0", "run the version that wrote it");
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void every_instance_on_one_store_has_the_same_secret_and_another_store_another(Topology topology) {
        var uri = topology.freshUri();
        byte[] first;
        try (var one = open(uri);
                var two = open(uri)) {
            first = one.shared().secret().sign("purpose", "text");
            assertThat(two.shared().secret().sign("purpose", "text")).isEqualTo(first);
            assertThat(two.shared().secret().bucketOf("x"))
                    .isEqualTo(one.shared().secret().bucketOf("x"));
            assertThat(one.shared().secret().sign("another", "text")).isNotEqualTo(first);
        }
        try (var another = open(topology.freshUri())) {
            assertThat(another.shared().secret().sign("purpose", "text")).isNotEqualTo(first);
        }
    }

    @Test
    void refuses_an_address_that_is_none_without_repeating_it() {
        refused("http://:hunter2@h", "redis.uri is not an address of Redis");
    }

    @Test
    void refuses_a_second_start_on_one_data_folder(@TempDir Path data) {
        var embedded = settings(Optional.empty(), Optional.empty(), data);
        try (var open = OpenStore.open(embedded, new PrometheusRegistry())) {
            works(open);
            assertThat(open.description()).startsWith("embedded, ");
            assertThatExceptionOfType(RedisStartException.class)
                    .isThrownBy(() ->
                            OpenStore.open(embedded, new PrometheusRegistry()).close());
            works(open);
        }
        try (var again = OpenStore.open(embedded, new PrometheusRegistry())) {
            works(again);
        }
    }

    @Test
    void works_over_a_unix_domain_socket_with_a_password() {
        try (var node =
                RedisNode.start(RedisNode.Options.plain().withUnixSocket().withPassword("p@ss: word/1"))) {
            try (var open = open(node.socketUri())) {
                works(open);
                node.kill9();
                await().until(() -> !open.shared().redis().answers());
                assertThat(open.shared().check().status().get())
                        .isEqualTo(HealthCheck.Status.down("Redis does not answer"));
                node.heal();
                await().until(() -> open.shared().redis().answers());
                works(open);
            }
            try (var tcp = open(node.uri())) {
                works(tcp);
                assertThat(tcp.description()).isEqualTo("127.0.0.1:" + node.port());
            }
        }
    }

    @Test
    void works_over_tls_with_a_password_and_comes_back_after_a_break() {
        try (var certificate = SelfSignedCertificate.make();
                var node = RedisNode.start(RedisNode.Options.plain().withPassword("hunter2"));
                var faults = FaultProxy.inFrontOf(node);
                var tls = TlsProxy.inFrontOf(faults.host(), faults.port(), certificate)) {
            var uri = Optional.of(tls.uri().replace("rediss://", "rediss://:hunter2@"));
            var nowhere = Path.of("never-used");
            try (var open =
                    OpenStore.open(settings(uri, Optional.of(certificate.pem()), nowhere), new PrometheusRegistry())) {
                works(open);
                faults.cutAll();
                await("every connection is back").ignoreExceptions().untilAsserted(() -> works(open));
            }
            assertThatExceptionOfType(SettingsException.class)
                    .as("a certificate that is not trusted")
                    .isThrownBy(() -> OpenStore.open(settings(uri, Optional.empty(), nowhere), new PrometheusRegistry())
                            .close())
                    .satisfies(e ->
                            assertThat(e.problems()).singleElement().asString().doesNotContain("hunter2"));
        }
    }

    /** A commit, a claim, a walk and a published event, through this store. */
    private static void works(OpenStore open) {
        var redis = open.shared().redis();
        var bucket = new Bucket(77);
        var key = SPACE.key(bucket, "record", "a");
        try (var relay = new Relay(open.shared(), SPACE, java.time.Clock.systemUTC(), () -> false)) {
            relay.start();
            var store =
                    new BucketStore(redis, SPACE, new Random(), open.shared().metrics(), relay::wake);
            var seen = store.read(key, TEXT).map(Versioned::version);
            assertThat(store.send(store.commit(bucket)
                            .put(key, seen, TEXT, "one")
                            .index(SPACE.key(redis.shards().of(bucket), "all"), "a")
                            .emit(TestStore.event("e"))))
                    .isEqualTo(WriteResult.DONE);
            var scan = Scan.start(
                    redis,
                    redis.shards().all(),
                    each -> java.util.List.of(SPACE.key(each, "all")),
                    Optional.empty(),
                    10);
            assertThat(scan.next()).contains("a");
            assertThat(scan.next()).isEmpty();
            var claims = new Claims(redis, SPACE, open.shared().secret()::bucketOf, "1");
            var pending = TestOwners.pending("Ace");
            assertThat(claims.take("p1", pending.claims().getFirst(), "Ace", claims.find("ace"), TestStore.NOON))
                    .isEmpty();
        }
        long waiting = redis.call(
                "xlen", commands -> commands.xlen(SPACE.outbox(redis.shards().of(bucket))));
        assertThat(waiting).isZero();
        assertThat(open.shared().check().status().get()).isEqualTo(HealthCheck.Status.up());
    }
}
