package galaxy.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import galaxy.kernel.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisIT {

    @TempDir
    Path temp;

    @Test
    void is_durable_and_never_evicts() throws IOException {
        try (var redis = EmbeddedRedis.start(config());
                var connection = connect(redis)) {
            assertThat(connection.call("CONFIG", "GET", "appendonly")).contains("yes");
            assertThat(connection.call("CONFIG", "GET", "appendfsync")).contains("always");
            assertThat(connection.call("CONFIG", "GET", "maxmemory-policy")).contains("noeviction");
        }
    }

    @Test
    void keeps_its_data_over_a_clean_restart() throws IOException {
        try (var redis = EmbeddedRedis.start(config());
                var connection = connect(redis)) {
            connection.call("SET", "k", "v");
        }
        try (var redis = EmbeddedRedis.start(config());
                var connection = connect(redis)) {
            assertThat(connection.call("GET", "k")).isEqualTo("v");
        }
    }

    @Test
    void listens_on_a_socket_that_only_its_user_can_open_and_on_no_port() throws IOException {
        try (var redis = EmbeddedRedis.start(config());
                var connection = connect(redis)) {
            assertThat(redis.access().address()).isInstanceOf(RedisAddress.UnixSocket.class);
            assertThat(connection.call("CONFIG", "GET", "port")).contains("0");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve("redis"))))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void listens_on_a_loopback_port_when_the_path_is_too_long_for_a_socket() throws IOException {
        Path deep = temp.resolve("a-folder-with-a-rather-long-name".repeat(3)).resolve("it's \"quoted\" ünd spaced");
        try (var redis = EmbeddedRedis.start(EmbeddedRedisConfig.in(deep));
                var connection = connect(redis)) {
            assertThat(redis.access().address()).isInstanceOf(RedisAddress.LoopbackPort.class);
            assertThat(connection.call("PING")).isEqualTo("PONG");
        }
    }

    @Test
    void requires_its_password() throws IOException {
        try (var redis = EmbeddedRedis.start(config().withTransport(EmbeddedRedisConfig.Transport.LOOPBACK_PORT))) {
            var address = redis.access().address();
            try (var connection = RespConnection.open(new RedisAccess(address, Optional.empty()), soon())) {
                assertThatThrownBy(() -> connection.call("GET", "k")).hasMessageContaining("NOAUTH");
            }
            var wrong = new RedisAccess(address, Optional.of(Secret.of("guess")));
            assertThatThrownBy(() -> RespConnection.open(wrong, soon())).hasMessageContaining("WRONGPASS");
        }
    }

    @Test
    void shows_its_password_on_no_command_line_and_in_no_file() throws IOException {
        try (var redis = EmbeddedRedis.start(config())) {
            String password = redis.access().password().orElseThrow().reveal();

            assertThat(ProcessHandle.of(redis.pid()).orElseThrow().info().commandLine())
                    .hasValueSatisfying(line -> assertThat(line).doesNotContain(password));
            try (var files = Files.walk(temp)) {
                assertThat(files.filter(Files::isRegularFile))
                        .allSatisfy(file -> assertThat(file).content().doesNotContain(password));
            }
        }
    }

    @Test
    void refuses_a_second_start_on_the_same_folder_and_keeps_refusing() {
        try (var first = EmbeddedRedis.start(config())) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> EmbeddedRedis.start(config()))
                        .isInstanceOf(RedisStartException.class)
                        .hasMessageContaining(temp.resolve("redis").toString())
                        .hasMessageContaining("in use")
                        .hasMessageContaining("another data.dir");
            }
            assertThat(first.state()).isEqualTo(EmbeddedRedis.State.RUNNING);
        }
    }

    @Test
    void starts_a_killed_server_again_with_its_data_at_the_same_address() throws IOException {
        try (var redis = EmbeddedRedis.start(config())) {
            try (var connection = connect(redis)) {
                connection.call("SET", "k", "v");
            }
            long killed = redis.pid();
            long since = System.nanoTime();
            redis.process().kill();

            await().atMost(Duration.ofSeconds(3))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> redis.restarts() == 1);
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(3));
            assertThat(redis.state()).isEqualTo(EmbeddedRedis.State.RUNNING);
            assertThat(redis.pid()).isNotEqualTo(killed);
            try (var connection = connect(redis)) {
                assertThat(connection.call("GET", "k")).isEqualTo("v");
            }
        }
    }

    @Test
    void keeps_trying_while_the_server_cannot_start_and_runs_again_once_it_can() throws IOException {
        try (var redis = EmbeddedRedis.start(config())) {
            Path manifest = temp.resolve("redis/appendonlydir/appendonly.aof.manifest");
            String good = Files.readString(manifest);
            Files.writeString(manifest, "rubbish\n");
            redis.process().kill();
            await().until(() -> log().split("AOF manifest", -1).length > 2);
            assertThat(redis.state()).isEqualTo(EmbeddedRedis.State.RESTARTING);

            Files.writeString(manifest, good);

            await().until(() -> redis.state() == EmbeddedRedis.State.RUNNING);
            assertThat(redis.restarts()).isEqualTo(1);
        }
    }

    @Test
    void can_be_closed_while_the_server_cannot_start() throws IOException {
        var redis = EmbeddedRedis.start(config());
        Path manifest = temp.resolve("redis/appendonlydir/appendonly.aof.manifest");
        String good = Files.readString(manifest);
        Files.writeString(manifest, "rubbish\n");
        redis.process().kill();
        await().until(() -> redis.state() == EmbeddedRedis.State.RESTARTING);

        redis.close();

        assertThat(redis.state()).isEqualTo(EmbeddedRedis.State.STOPPED);
        Files.writeString(manifest, good);
        EmbeddedRedis.start(config()).close();
    }

    @Test
    void closes_once_and_leaves_no_process() {
        var redis = EmbeddedRedis.start(config());
        long pid = redis.pid();
        long guard = redis.process().guardPid();

        redis.close();
        redis.close();

        assertThat(redis.state()).isEqualTo(EmbeddedRedis.State.STOPPED);
        assertThat(ProcessHandle.of(pid)).isEmpty();
        await().until(() -> ProcessHandle.of(guard).isEmpty());
        assertThat(temp.resolve("redis/redis.pid")).doesNotExist();
    }

    @Test
    void starts_another_guard_when_it_is_killed() {
        try (var redis = EmbeddedRedis.start(config())) {
            long guard = redis.process().guardPid();
            ProcessHandle.of(guard).orElseThrow().destroyForcibly();

            await().until(() -> redis.process().guardPid() != guard);
            assertThat(redis.state()).isEqualTo(EmbeddedRedis.State.RUNNING);
        }
    }

    @Test
    void says_that_the_folder_is_a_file() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");

        assertThatThrownBy(() -> EmbeddedRedis.start(EmbeddedRedisConfig.in(file)))
                .isInstanceOf(RedisStartException.class)
                .hasMessageContaining("is not a folder");
        assertThatThrownBy(() -> EmbeddedRedis.start(EmbeddedRedisConfig.in(file.resolve("redis"))))
                .isInstanceOf(RedisStartException.class)
                .hasMessageContaining("cannot be used");
    }

    @Test
    void shows_the_end_of_the_log_when_the_data_is_corrupt_and_gives_the_folder_back() throws IOException {
        try (var redis = EmbeddedRedis.start(config());
                var connection = connect(redis)) {
            connection.call("SET", "k", "v");
        }
        Path manifest = temp.resolve("redis/appendonlydir/appendonly.aof.manifest");
        String good = Files.readString(manifest);
        Files.writeString(manifest, "rubbish\n");

        assertThatThrownBy(() -> EmbeddedRedis.start(config()))
                .isInstanceOf(RedisStartException.class)
                .hasMessageContaining("ended at start with exit code 1")
                .hasMessageContaining("AOF manifest");

        Files.writeString(manifest, good);
        EmbeddedRedis.start(config()).close();
    }

    @Test
    void loads_a_log_whose_last_write_was_cut_off() throws IOException {
        try (var redis = EmbeddedRedis.start(config());
                var connection = connect(redis)) {
            connection.call("SET", "k", "v");
        }
        try (var files = Files.list(temp.resolve("redis/appendonlydir"))) {
            Path increments = files.filter(file -> file.toString().endsWith(".incr.aof"))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(increments, "*3\r\n$3\r\nSET\r\n$1\r\nx", StandardOpenOption.APPEND);
        }
        try (var redis = EmbeddedRedis.start(config());
                var connection = connect(redis)) {
            assertThat(connection.call("GET", "k")).isEqualTo("v");
        }
    }

    private EmbeddedRedisConfig config() {
        return EmbeddedRedisConfig.in(temp.resolve("redis"));
    }

    private String log() throws IOException {
        return Files.readString(temp.resolve("redis/redis.log"));
    }

    private static RespConnection connect(EmbeddedRedis redis) throws IOException {
        return RespConnection.open(redis.access(), soon());
    }

    private static Duration soon() {
        return Duration.ofSeconds(5);
    }
}
