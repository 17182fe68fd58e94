package galaxy.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data that another server wrote. */
class WrittenByIT {
    @TempDir
    Path temp;

    /** Which server reads which files, as the release notes of both projects say. */
    @ParameterizedTest
    @CsvSource({
        "REDIS0010, redis-ver, 7.0.15, redis-server, 7.0.0, true",
        "REDIS0010, redis-ver, 7.0.15, valkey-server, 8.1.0, true",
        "REDIS0011, redis-ver, 7.2.4, redis-server, 7.0.15, false",
        "REDIS0011, redis-ver, 7.2.4, valkey-server, 8.0.1, true",
        "REDIS0012, redis-ver, 8.0.1, redis-server, 7.0.15, false",
        "REDIS0012, redis-ver, 8.0.1, redis-server, 8.2.0, true",
        "REDIS0012, redis-ver, 7.4.0, valkey-server, 8.1.0, false",
        "REDIS0011, valkey-ver, 8.1.1, redis-server, 7.0.15, false",
        "REDIS0011, valkey-ver, 8.1.1, redis-server, 7.2.0, true",
        "REDIS0011, valkey-ver, 8.1.1, valkey-server, 7.2.5, false",
        "VALKEY080, valkey-ver, 9.0.0, valkey-server, 8.1.0, false",
        "VALKEY080, valkey-ver, 9.0.0, valkey-server, 9.0.1, true",
        "VALKEY080, valkey-ver, 9.0.0, redis-server, 8.2.0, false",
        "REDIS0012, other, x, redis-server, 7.0.15, false",
        "REDIS0010, other, x, redis-server, 7.0.15, true",
    })
    void is_read_or_not(String magic, String field, String writer, String name, String reader, boolean isRead)
            throws IOException {
        write(magic, field, writer);
        assertThat(WrittenBy.of(temp).orElseThrow().isReadableBy(server(name, reader)))
                .isEqualTo(isRead);
    }

    @Test
    void a_start_on_data_of_a_newer_server_changes_nothing_and_says_who_wrote_them() throws IOException {
        write("REDIS0012", "redis-ver", "8.0.1");
        byte[] before = Files.readAllBytes(base());
        assertThatThrownBy(() -> EmbeddedRedis.start(EmbeddedRedisConfig.in(temp), RedisExecutable.find("", temp)))
                .isInstanceOfSatisfying(
                        RedisStartException.class,
                        refused -> assertThat(refused.isLasting()).isTrue())
                .hasMessageContaining("were written by redis-server 8.0.1, and redis-server 7.0.15")
                .hasMessageContaining("on the PATH. Nothing was changed");
        assertThat(Files.readAllBytes(base())).isEqualTo(before);
        assertThat(temp.resolve("redis.log")).doesNotExist();
    }

    @Test
    void says_itself_who_wrote_a_new_folder() throws IOException {
        RedisExecutable executable = RedisExecutable.find();
        try (var redis = EmbeddedRedis.start(EmbeddedRedisConfig.in(temp), executable);
                var connection = RespConnection.open(redis.access(), Duration.ofSeconds(5))) {
            connection.call("SET", "k", "v");
            WrittenBy writer = WrittenBy.of(temp).orElseThrow();
            assertThat(writer.name()).isEqualTo(executable.name());
            assertThat(writer.version()).contains(executable.version());
        }
    }

    @Test
    void nothing_is_known_of_a_folder_without_data_or_of_other_files() throws IOException {
        assertThat(WrittenBy.of(temp)).isEmpty();
        write("NONSENSE!", "redis-ver", "8.0.1");
        assertThat(WrittenBy.of(temp)).isEmpty();
        Files.delete(base());
        assertThat(WrittenBy.of(temp)).isEmpty();
    }

    private static RedisExecutable server(String name, String version) {
        return new RedisExecutable(
                Path.of("/usr/bin", name),
                name,
                RedisVersion.fromOutput("v=" + version).orElseThrow(),
                RedisExecutable.Origin.ON_PATH);
    }

    private Path base() {
        return temp.resolve("appendonlydir").resolve("appendonly.aof.3.base.rdb");
    }

    private void write(String magic, String field, String version) throws IOException {
        Files.createDirectories(base().getParent());
        Files.writeString(base().resolveSibling("appendonly.aof.manifest"), """
                file appendonly.aof.3.base.rdb seq 3 type b
                file appendonly.aof.8.incr.aof seq 8 type i
                """);
        String text = magic + "\u00fa" + (char) field.length() + field + (char) version.length() + version;
        Files.write(base(), text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
