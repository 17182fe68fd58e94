package galaxy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.health.HealthCheck.Status;
import galaxy.chassis.settings.SettingsException;
import galaxy.kernel.Secret;
import galaxy.testkit.RedisNode;
import galaxy.testkit.SelfSignedCertificate;
import galaxy.testkit.TlsProxy;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only an operator can change is one line with the setting, and no stack trace. */
class RefusedStoresIT {
    private static final String LOGIN = "galaxy:hunter2@";

    @TempDir
    private Path folder = Path.of("unset");

    private static StoreSettings settings(String uri, Optional<Path> trust) {
        return new StoreSettings(
                Optional.of(Secret.of(uri)), trust, TestStore.TIMEOUT, 1, 0, Path.of("never-used"), TestStore.RETAINED);
    }

    private static void refused(String uri, Optional<Path> trust, String... parts) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> OpenStore.open(settings(uri, trust), new PrometheusRegistry())
                        .close())
                .satisfies(e -> assertThat(e.problems())
                        .singleElement()
                        .asString()
                        .contains(parts)
                        .doesNotContain("hunter2", "\n"));
    }

    private static String withLogin(RedisNode node) {
        return node.uri().replace("redis://", "redis://" + LOGIN);
    }

    private static void allow(RedisNode node, String... rights) {
        String[] begin = {"ACL", "SETUSER", "galaxy", "reset", "on", ">hunter2", "~*", "&*", "+@all"};
        String[] all = java.util.stream.Stream.concat(java.util.Arrays.stream(begin), java.util.Arrays.stream(rights))
                .toArray(String[]::new);
        node.call(all);
    }

    @Test
    void a_user_without_rights_is_refused_at_start_with_the_command_that_it_may_not() {
        try (var node = RedisNode.start()) {
            allow(node, "-@dangerous");
            refused(withLogin(node), Optional.empty(), "redis.uri: Redis at", "'info'", "docs/operations.md");
            allow(node, "-@scripting");
            refused(withLogin(node), Optional.empty(), "redis.uri: Redis at", "'evalsha'");
            allow(node, "-set");
            refused(withLogin(node), Optional.empty(), "redis.uri: Redis at", "'set'", "docs/operations.md");
            allow(node, "-@stream");
            refused(withLogin(node), Optional.empty(), "redis.uri: Redis at", "'xadd'", "docs/operations.md");
            allow(node, "resetkeys", "~galaxy:store", "~galaxy:{*");
            refused(withLogin(node), Optional.empty(), "redis.uri: Redis at", "'galaxy:events'", "docs/operations.md");
        }
    }

    @Test
    void keys_of_a_service_that_its_user_may_not_read_do_not_pass_by_themselves() {
        try (var node = RedisNode.start()) {
            allow(node, "resetkeys", "~galaxy:*", "~{galaxy:*");
            try (var redis = Redis.connect(
                    StoreAddress.parse(withLogin(node)),
                    settings(node.uri(), Optional.empty()),
                    new StoreMetrics(new PrometheusRegistry()))) {
                assertThatExceptionOfType(StoreUnavailableException.class)
                        .isThrownBy(() -> redis.call("get", commands -> commands.get("users:{0}:x")))
                        .satisfies(e -> assertThat(e.lackOfRights().orElseThrow())
                                .startsWith("redis.uri: Redis refuses a command")
                                .contains("key", "docs/operations.md"));
            }
        }
    }

    @Test
    void a_user_that_loses_rights_is_not_ready_and_the_reason_names_the_command() {
        try (var node = RedisNode.start()) {
            allow(node);
            try (var open = OpenStore.open(settings(withLogin(node), Optional.empty()), new PrometheusRegistry())) {
                assertThat(open.check().status().get()).isEqualTo(Status.up());
                allow(node, "-@scripting");
                await().untilAsserted(() -> assertThat(open.check().status().get())
                        .isInstanceOfSatisfying(
                                Status.Down.class,
                                down -> assertThat(down.reason()).contains("lacks rights", "'evalsha'")));
                allow(node);
                await().until(() -> open.check().status().get(), Status.up()::equals);
                allow(node, "-xadd");
                await().untilAsserted(() -> assertThat(open.check().status().get())
                        .isInstanceOfSatisfying(
                                Status.Down.class,
                                down -> assertThat(down.reason()).contains("lacks rights", "'xadd'")));
            }
        }
    }

    @Test
    void a_user_that_loses_the_keys_of_a_service_is_not_ready_and_the_reason_names_them() {
        try (var node = RedisNode.start()) {
            allow(node);
            try (var open = OpenStore.open(settings(withLogin(node), Optional.empty()), new PrometheusRegistry())) {
                var _ = new ServiceStore(
                        open.shared(), new Keyspace("users"), InstantSource.system(), new SecureRandom());
                assertThat(open.check().status().get()).isEqualTo(Status.up());
                allow(node, "resetkeys", "~galaxy:*", "~{galaxy:*", "~auth:*");
                await().untilAsserted(() -> assertThat(open.check().status().get())
                        .isInstanceOfSatisfying(
                                Status.Down.class,
                                down -> assertThat(down.reason()).contains("lacks rights", "the key 'users:{")));
            }
        }
    }

    @Test
    void a_server_without_config_will_do() {
        try (var node = RedisNode.start(RedisNode.Options.plain().withConfig("rename-command CONFIG \"\""))) {
            OpenStore.open(settings(node.uri(), Optional.empty()), new PrometheusRegistry())
                    .close();
        }
    }

    @Test
    void a_server_out_of_memory_is_not_ready() {
        try (var node = RedisNode.start();
                var open = OpenStore.open(settings(node.uri(), Optional.empty()), new PrometheusRegistry())) {
            node.config("maxmemory", "1");
            await().until(
                            () -> open.check().status().get(),
                            Status.down("Redis is out of memory (maxmemory), and takes no changes")::equals);
            assertThat(open.shared().readable().status().get()).isEqualTo(Status.up());
            node.config("maxmemory", "0");
            await().until(() -> open.check().status().get(), Status.up()::equals);
        }
    }

    @Test
    void a_file_of_certificates_is_missing_or_none() throws IOException {
        refused(
                "rediss://127.0.0.1:1",
                Optional.of(folder.resolve("none.pem")),
                "redis.trust: ",
                "none.pem",
                "no such");
        Path text = Files.writeString(folder.resolve("text.pem"), "hello");
        refused("rediss://127.0.0.1:1", Optional.of(text), "redis.trust: ", "text.pem", "certificate");
    }

    @Test
    void tls_where_there_is_none_and_none_where_there_is() {
        try (var certificate = SelfSignedCertificate.make();
                var another = SelfSignedCertificate.makeFor("redis.example");
                var node = RedisNode.start();
                var tls = TlsProxy.inFrontOf(node, certificate);
                var named = TlsProxy.inFrontOf(node, another)) {
            refused(node.uri().replace("redis:", "rediss:"), Optional.empty(), "speaks no TLS", "write redis instead");
            refused("redis://localhost:" + tls.port(), Optional.empty(), "speaks TLS", "write rediss instead");
            refused(tls.uri(), Optional.empty(), "not trusted", "redis.trust");
            refused(tls.uri(), Optional.of(another.pem()), "not trusted", "redis.trust");
            refused(named.uri(), Optional.of(another.pem()), "of another name");
        }
    }

    @Test
    void a_disk_without_room_refuses_changes_and_not_reads() {
        try (var node = RedisNode.start()) {
            var room = new java.util.concurrent.atomic.AtomicReference<>(new DiskSpace.Room(1L << 30, 1L << 31));
            var space = new DiskSpace(room::get);
            try (var redis = Redis.connect(
                    StoreAddress.parse(node.uri()),
                    settings(node.uri(), Optional.empty()),
                    new StoreMetrics(new PrometheusRegistry()),
                    space)) {
                assertThat(redis.writes().status()).isEqualTo(Status.up());
                room.set(new DiskSpace.Room((64L << 20) - 1, 1L << 31));
                await().until(
                                () -> redis.writes().status(),
                                status -> status.equals(
                                        Status.down("the disk of data.dir is almost full: 63 MB are free")));
                var release = new ScriptCall<Long>(
                        Script.RELEASE, new String[] {"{a}1", "{a}2", "{a}3"}, new byte[0], new byte[0]);
                assertThatExceptionOfType(StoreUnavailableException.class)
                        .isThrownBy(() -> redis.call(release))
                        .satisfies(e -> assertThat(e.fate()).isEqualTo(StoreUnavailableException.Fate.NOT_APPLIED));
                assertThat(redis.answers()).isTrue();
                room.set(new DiskSpace.Room(64L << 20, 1L << 31));
                await().until(() -> redis.writes().status(), Status.up()::equals);
                assertThat(redis.call(release)).isZero();
            }
        }
    }

    @Test
    void a_small_disk_has_room_with_a_twentieth_free() {
        assertThat(new DiskSpace.Room(5, 100).isShort()).isFalse();
        assertThat(new DiskSpace.Room(4, 100).isShort()).isTrue();
    }
}
