package galaxy.app.badday;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.redis.LoopbackPorts;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.PackagedGalaxy;
import galaxy.testkit.RedisNode;
import galaxy.testkit.RequiredProgram;
import galaxy.testkit.UsersCaller;
import galaxy.testkit.http.RestClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that waits for what may come by itself. */
final class WaitingStartIT {
    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void waits_for_redis_and_says_so_and_lives_meanwhile() throws Exception {
        try (var redis = RedisNode.start()) {
            redis.kill9();
            try (var instance = GalaxyInstance.launched(
                    "users", "redis.uri=" + redis.uri(), "redis.timeout=5s", "data.dir=" + folder)) {
                awaitReason(instance, "cannot connect to Redis at 127.0.0.1:" + redis.port());
                assertThat(RestClient.get(instance.management().resolve("/livez"), Duration.ofSeconds(5))
                                .isOk())
                        .isTrue();
                redis.heal();
                instance.awaitReady();
                assertThat(instance.jvm().lines())
                        .filteredOn(line -> line.contains("trying again for 60 s (redis.wait)"))
                        .hasSize(1);
                assertThat(instance.jvm().lines()).noneMatch(line -> line.startsWith("\tat "));
            }
        }
    }

    @Test
    void a_stop_ends_the_wait() throws Exception {
        try (var instance = GalaxyInstance.launched(
                "users", "redis.uri=redis://127.0.0.1:" + LoopbackPorts.free(), "data.dir=" + folder)) {
            awaitReason(instance, "cannot connect to Redis");
            assertThat(instance.stop()).isZero();
        }
    }

    @Test
    void takes_the_data_folder_when_the_one_before_leaves_it() throws Exception {
        try (var before = GalaxyInstance.serve("users", "data.dir=" + folder);
                var after = new GalaxyInstance(List.of("users", "data.dir=" + folder))) {
            after.launch(PackagedGalaxy::withFastStart);
            awaitReason(after, "is in use by process " + before.jvm().pid());
            assertThat(before.stop()).isZero();
            after.awaitReady();
        }
    }

    @Test
    void a_unix_socket_without_the_native_library_is_one_line() {
        try (var redis = RedisNode.start(RedisNode.Options.plain().withUnixSocket());
                var instance =
                        new GalaxyInstance(List.of("users", "redis.uri=" + redis.socketUri(), "data.dir=" + folder))) {
            var jvm = instance.launch(program -> program.withJvmOptions("-Dio.netty.transport.noNative=true"));
            assertThat(jvm.awaitExit(GalaxyInstance.TIMEOUT)).isEqualTo(78);
            assertThat(jvm.lines())
                    .singleElement()
                    .asString()
                    .startsWith("galaxy: redis.uri: a Unix socket needs a native library")
                    .contains("redis://", "java.io.tmpdir");
        }
    }

    @Test
    void the_embedded_server_needs_no_native_library() throws Exception {
        try (var instance = new GalaxyInstance(List.of("users", "data.dir=" + folder))) {
            instance.launch(program -> program.withJvmOptions("-Dio.netty.transport.noNative=true"));
            instance.awaitReady();
            assertThat(UsersCaller.of(instance).ensure("pilot@example.com").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_data_folder_whose_mode_cannot_be_changed_is_one_line_that_says_what_to_do() throws Exception {
        Assumptions.assumeTrue(System.getProperty("user.name", "").equals("root"), "SKIPPED: this user is not root");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path redis = Files.createDirectories(folder.resolve("volume").resolve("redis"));
        Files.setAttribute(redis, "unix:gid", 65534);
        Files.setPosixFilePermissions(redis, PosixFilePermissions.fromString("rwxrwx---"));
        List<String> another = List.of(
                RequiredProgram.SETPRIV.require().toString(), "--reuid=65534", "--regid=65534", "--clear-groups");
        try (var instance = new GalaxyInstance(List.of("users", "data.dir=" + redis.getParent()))) {
            var jvm = instance.launch(program -> program.withPrefix(another));
            assertThat(jvm.awaitExit(GalaxyInstance.TIMEOUT)).isEqualTo(78);
            assertThat(jvm.lines())
                    .singleElement()
                    .asString()
                    .contains(redis + " is open to other users", "belongs to root", "Change its owner");
        }
    }

    private static void awaitReason(GalaxyInstance instance, String reason) {
        URI readyz = instance.management().resolve("/readyz");
        Awaitility.await()
                .atMost(GalaxyInstance.TIMEOUT)
                .untilAsserted(() -> assertThat(
                                RestClient.get(readyz, Duration.ofSeconds(5)).body())
                        .contains(reason));
    }
}
