package galaxy.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisCrashIT {

    @TempDir
    Path temp;

    @Test
    void leaves_no_server_behind_when_its_jvm_is_killed() throws Exception {
        try (var program = Program.start(folder())) {
            program.jvm.destroyForcibly().waitFor();

            await().atMost(Duration.ofSeconds(5)).until(() -> !runs(program.redisPid));
        }
    }

    @Test
    void starts_at_once_after_its_jvm_was_killed_and_has_every_write() throws Exception {
        try (var program = Program.start(folder())) {
            program.jvm.destroyForcibly().waitFor();
        }
        try (var redis = EmbeddedRedis.start(EmbeddedRedisConfig.in(folder()));
                var connection = RespConnection.open(redis.access(), Duration.ofSeconds(5))) {
            assertThat(connection.call("GET", "starts")).isEqualTo("1");
        }
    }

    @Test
    void deletes_what_a_killed_server_left_half_written() throws Exception {
        Files.createDirectories(folder());
        Path copy = folder().resolve("temp-rewriteaof-4711.aof");
        Path snapshot = folder().resolve("temp-4711.rdb");
        Files.writeString(copy, "half of all data");
        Files.writeString(snapshot, "half of all data");
        try (var redis = EmbeddedRedis.start(EmbeddedRedisConfig.in(folder()))) {
            assertThat(folder()).isDirectoryNotContaining(file -> file.equals(copy) || file.equals(snapshot));

            Files.writeString(copy, "half of all data");
            signal("KILL", redis.pid());
            await().atMost(Duration.ofSeconds(5)).until(() -> redis.restarts() == 1);
            assertThat(copy).doesNotExist();
        }
    }

    @Test
    void starts_a_server_that_served_for_a_while_again_without_a_pause() throws Exception {
        try (var redis = EmbeddedRedis.start(EmbeddedRedisConfig.in(folder()))) {
            Duration shortest = Duration.ofDays(1);
            for (int i = 1; i <= 8; i++) {
                int times = i;
                await().during(Duration.ofMillis(300))
                        .atMost(Duration.ofSeconds(5))
                        .until(() -> redis.state() == EmbeddedRedis.State.RUNNING);
                long killed = System.nanoTime();
                signal("KILL", redis.pid());
                await().pollInterval(Duration.ofMillis(5))
                        .atMost(Duration.ofSeconds(5))
                        .until(() -> redis.restarts() == times);
                Duration down = Duration.ofNanos(System.nanoTime() - killed);
                shortest = times > 5 && down.compareTo(shortest) < 0 ? down : shortest;
            }
            // The last three pauses of a server that dies at once would be 800 ms and more.
            assertThat(shortest).isLessThan(Duration.ofMillis(800));
        }
    }

    @Test
    void stops_a_server_whose_guard_died_with_its_jvm() throws Exception {
        try (var program = Program.start(folder())) {
            ProcessHandle guard = program.jvm
                    .descendants()
                    .filter(child -> child.pid() != program.redisPid)
                    .findFirst()
                    .orElseThrow();
            signal("STOP", guard.pid());
            program.jvm.destroyForcibly().waitFor();
            guard.destroyForcibly();
            assertThat(runs(program.redisPid)).isTrue();

            try (var redis = EmbeddedRedis.start(EmbeddedRedisConfig.in(folder()))) {
                assertThat(runs(program.redisPid)).isFalse();
                assertThat(redis.pid()).isNotEqualTo(program.redisPid);
            }
        }
    }

    @Test
    void refuses_a_folder_that_another_jvm_uses_and_names_it() throws Exception {
        try (var program = Program.start(folder())) {
            assertThatThrownBy(() -> EmbeddedRedis.start(EmbeddedRedisConfig.in(folder())))
                    .isInstanceOf(RedisStartException.class)
                    .hasMessageContaining("in use by process " + program.jvm.pid());
            assertThat(runs(program.redisPid)).isTrue();
        }
    }

    @Test
    void leaves_another_program_alone_that_got_the_process_id_of_an_earlier_server() throws Exception {
        Files.createDirectories(folder());
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            Path executable = RedisExecutable.find().path();
            PidFile.write(folder().resolve("redis.pid"), other.pid(), executable);
            EmbeddedRedis.start(EmbeddedRedisConfig.in(folder())).close();
            assertThat(other.isAlive()).isTrue();

            Files.writeString(folder().resolve("redis.pid"), "rubbish");
            EmbeddedRedis.start(EmbeddedRedisConfig.in(folder())).close();
        } finally {
            other.destroyForcibly();
        }
    }

    /** A service that was killed, whose server is a symbolic link and does not end by itself. */
    @Test
    void ends_a_server_that_was_left_behind_and_was_called_by_a_symbolic_link() throws Exception {
        RedisExecutable real = RedisExecutable.find();
        Path link = temp.resolve("redis-server");
        Files.createSymbolicLink(link, real.path());
        RedisExecutable linked = new RedisExecutable(link, real.name(), real.version(), real.origin());
        Files.createDirectories(folder());
        Process left = new ProcessBuilder(
                        link.toString(),
                        "--port",
                        "0",
                        "--unixsocket",
                        "left.sock",
                        "--set-proc-title",
                        "no",
                        "--dir",
                        folder().toString())
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("left.log").toFile())
                .start();
        try {
            await().until(() -> runs(left.pid()) && left.info().arguments().orElse(new String[0]).length == 8);
            PidFile.write(folder().resolve("redis.pid"), left.pid(), link);
            EmbeddedRedis.start(EmbeddedRedisConfig.in(folder()), linked).close();
            assertThat(left.waitFor(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        } finally {
            left.destroyForcibly();
        }
    }

    @Test
    void leaves_the_server_of_another_folder_alone() throws Exception {
        try (var neighbour = EmbeddedRedis.start(EmbeddedRedisConfig.in(temp.resolve("neighbour")))) {
            Files.createDirectories(folder());
            PidFile.write(
                    folder().resolve("redis.pid"),
                    neighbour.pid(),
                    neighbour.executable().path());

            EmbeddedRedis.start(EmbeddedRedisConfig.in(folder())).close();

            assertThat(neighbour.restarts()).isZero();
            assertThat(runs(neighbour.pid())).isTrue();
        }
    }

    private Path folder() throws IOException {
        return temp.toRealPath().resolve("redis");
    }

    /** A process that has ended may keep its id for a while, but not its program. */
    private static boolean runs(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .isPresent();
    }

    private static void signal(String name, long pid) throws Exception {
        new ProcessBuilder("kill", "-s", name, Long.toString(pid)).start().waitFor();
    }

    private record Program(Process jvm, long redisPid) implements AutoCloseable {
        static Program start(Path folder) throws IOException {
            Process jvm = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            EmbeddingProgram.class.getName(),
                            folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var lines = new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8));
            String line = Optional.ofNullable(lines.readLine()).orElseThrow();
            return new Program(jvm, Long.parseLong(line.substring("pid ".length())));
        }

        @Override
        public void close() {
            jvm.destroyForcibly();
        }
    }
}
