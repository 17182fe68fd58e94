package galaxy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.redis.RedisAccess;
import galaxy.redis.RespConnection;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.netty.channel.epoll.Epoll;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedisNodeIT {

    @Test
    void answers_a_usual_client_at_its_uri() {
        try (var node = RedisNode.start(
                        RedisNode.Options.plain().withPassword("open sesame?").withUnixSocket());
                var client = RedisClient.create()) {
            assertThat(node.socketUri()).contains(node.folder() + "/redis.sock");
            List<String> uris = Epoll.isAvailable() ? List.of(node.uri(), node.socketUri()) : List.of(node.uri());
            for (String uri : uris) {
                try (var connection = client.connect(RedisURI.create(uri))) {
                    assertThat(connection.sync().ping()).isEqualTo("PONG");
                }
            }
        }
    }

    @Test
    void requires_its_password_if_it_has_one() throws Exception {
        try (var node = RedisNode.start(RedisNode.Options.plain().withPassword("secret"));
                var stranger = RespConnection.open(
                        new RedisAccess(node.access().address(), Optional.empty()), Duration.ofSeconds(5))) {
            assertThatThrownBy(() -> stranger.call("PING")).hasMessageContaining("NOAUTH");
            assertThat(node.call("PING")).isEqualTo("PONG");
        }
    }

    @Test
    void keeps_its_data_over_kill_9_when_it_appends() {
        try (var node = RedisNode.start(RedisNode.Options.plain().withAppendOnly())) {
            int port = node.port();
            node.call("SET", "k", "v");
            node.kill9();
            assertThat(node.isRunning()).isFalse();

            node.restart();

            assertThat(node.port()).isEqualTo(port);
            assertThat(node.call("GET", "k")).isEqualTo("v");
        }
    }

    @Test
    void keeps_nothing_over_a_restart_otherwise() {
        try (var node = RedisNode.start()) {
            node.call("SET", "k", "v");
            node.restart();
            assertThat(node.call("EXISTS", "k")).isEqualTo("0");
        }
    }

    @Test
    void answers_nothing_while_paused_and_everything_once_resumed() throws Exception {
        try (var node = RedisNode.start();
                var connection = RespConnection.open(node.access(), Duration.ofMillis(100))) {
            node.pause();
            assertThatThrownBy(() -> connection.call("PING")).isInstanceOf(SocketTimeoutException.class);
            node.resume();
            assertThat(node.call("PING")).isEqualTo("PONG");
        }
    }

    @Test
    void can_be_healed_whatever_was_done_to_it() {
        try (var node = RedisNode.start()) {
            node.pause();
            node.heal();
            assertThat(node.call("PING")).isEqualTo("PONG");
            node.kill9();
            node.heal();
            assertThat(node.call("PING")).isEqualTo("PONG");
        }
    }

    @Test
    void takes_configuration_and_forgets_keys_and_scripts() {
        try (var node = RedisNode.start(RedisNode.Options.plain().withConfig("maxmemory 50mb"))) {
            node.config("maxmemory-policy", "allkeys-lru");
            assertThat(node.call("CONFIG", "GET", "max*")).contains("52428800").contains("allkeys-lru");

            node.call("SET", "k", "v");
            String sha = node.call("SCRIPT", "LOAD", "return 1");
            node.flush();
            assertThat(node.call("DBSIZE")).isEqualTo("0");
            assertThat(node.call("EVALSHA", sha, "0")).isEqualTo("1");
            node.forgetScripts();
            assertThatThrownBy(() -> node.call("EVALSHA", sha, "0")).hasMessageContaining("NOSCRIPT");
        }
    }

    @Test
    void leaves_neither_process_nor_folder_behind() {
        var node = RedisNode.start();
        long pid = node.pid();
        node.close();
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(node.folder()).doesNotExist();
    }
}
