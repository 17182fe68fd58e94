package galaxy.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tools of the same owner may do with an embedded server. */
final class LocalAccessIT {
    @TempDir
    private Path temp;

    private Path folder;

    private static final EmbeddedRedisConfig.Tools TOOLS =
            new EmbeddedRedisConfig.Tools(List.of("events", "*:shared"), "request");

    @BeforeEach
    void resolve() throws IOException {
        folder = temp.toRealPath().resolve("redis");
    }

    @Test
    void a_tool_reads_the_stream_leaves_a_request_and_can_do_nothing_else() throws IOException {
        try (var redis = EmbeddedRedis.start(EmbeddedRedisConfig.in(folder).withTools(TOOLS));
                var owner = RespConnection.open(redis.access(), Duration.ofSeconds(5))) {
            owner.call("XADD", "events", "1-0", "id", "first");
            owner.call("SET", "record", "private");
            LocalAccess access = LocalAccess.find(folder).orElseThrow();
            assertThat(access.toString()).doesNotContain(access.password().reveal());
            var anonymous = new RedisAccess(access.address(), Optional.empty());
            try (var tool = RespConnection.open(anonymous, Duration.ofSeconds(5))) {
                assertThat(tool.ask("XRANGE", "events", "-", "+").toString()).contains("NOAUTH");
                tool.call("AUTH", access.user(), access.password().reveal());
                assertThat(tool.ask("XRANGE", "events", "-", "+")).isNotInstanceOf(RespReply.Failure.class);
                assertThat(tool.ask("HGETALL", "some:shared")).isNotInstanceOf(RespReply.Failure.class);
                tool.call("SET", "request", "please");
                for (String[] forbidden : new String[][] {
                    {"GET", "record"},
                    {"HGETALL", "record"},
                    {"HSET", "some:shared", "a", "b"},
                    {"GET", "request"},
                    {"SET", "record", "changed"},
                    {"XRANGE", "record", "-", "+"},
                    {"XADD", "events", "*", "id", "made-up"},
                    {"DEL", "events"},
                    {"CONFIG", "GET", "requirepass"},
                    {"ACL", "LIST"},
                    {"SHUTDOWN"},
                }) {
                    assertThat(tool.ask(forbidden).toString()).as(forbidden[0]).contains("NOPERM");
                }
            }
        }
    }

    @Test
    void its_file_is_for_the_owner_alone_and_gone_with_the_server() throws IOException {
        Path file = folder.resolve(LocalAccess.FILE);
        try (var redis = EmbeddedRedis.start(EmbeddedRedisConfig.in(folder).withTools(TOOLS))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(file))
                    .doesNotContain(redis.access().password().orElseThrow().reveal());
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
            assertThatThrownBy(() -> LocalAccess.find(folder)).hasMessageContaining("is not trusted");
        }
        assertThat(file).doesNotExist();
        assertThat(LocalAccess.find(folder)).isEmpty();
    }

    @Test
    void a_server_without_a_user_for_tools_has_no_file() throws IOException {
        try (var redis = EmbeddedRedis.start(EmbeddedRedisConfig.in(folder).withTools(TOOLS))) {
            assertThat(redis.state()).isEqualTo(EmbeddedRedis.State.RUNNING);
        }
        try (var redis = EmbeddedRedis.start(EmbeddedRedisConfig.in(folder))) {
            assertThat(redis.state()).isEqualTo(EmbeddedRedis.State.RUNNING);
            assertThat(LocalAccess.find(folder)).isEmpty();
        }
    }
}
