package galaxy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import galaxy.redis.RedisAccess;
import galaxy.redis.RedisAddress;
import galaxy.redis.RespConnection;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyIT {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final RedisNode node = Servers.standAlone();
    private final FaultProxy proxy = FaultProxy.inFrontOf(node);

    @BeforeEach
    void empty_store() {
        Topology.STAND_ALONE.freshUri();
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    @Test
    void passes_everything_at_first() throws IOException {
        try (var client = connect(LONG)) {
            String big = "x".repeat(300_000);
            client.call("SET", "k", big);
            assertThat(client.call("GET", "k")).isEqualTo(big);
            assertThat(proxy.connections()).isEqualTo(1);
        }
    }

    @Test
    void cuts_open_connections_and_serves_new_ones() throws IOException {
        try (var client = connect(LONG)) {
            client.call("PING");
            proxy.cutAll();
            assertThatThrownBy(() -> client.call("PING")).isInstanceOf(IOException.class);
        }
        try (var client = connect(LONG)) {
            assertThat(client.call("PING")).isEqualTo("PONG");
        }
    }

    @Test
    void refuses_new_connections_until_it_passes_again() throws IOException {
        try (var client = connect(LONG)) {
            client.call("PING");
            proxy.refuse();
            assertThatThrownBy(() -> connect(LONG)).isInstanceOf(ConnectException.class);
            assertThat(client.call("PING")).isEqualTo("PONG");
        }
        proxy.pass();
        try (var client = connect(LONG)) {
            assertThat(client.call("PING")).isEqualTo("PONG");
        }
    }

    @Test
    void delays_each_reply() throws IOException {
        try (var client = connect(LONG)) {
            proxy.delay(SHORT);
            long since = System.nanoTime();
            client.call("PING");
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isGreaterThanOrEqualTo(SHORT.minusMillis(20));
        }
    }

    @Test
    void delays_replies_that_come_together_once() throws IOException {
        proxy.delay(Duration.ofMillis(500));
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            long since = System.nanoTime();
            socket.getOutputStream().write("PING\r\n".repeat(20).getBytes(StandardCharsets.US_ASCII));
            int expected = "+PONG\r\n".length() * 20;
            assertThat(socket.getInputStream().readNBytes(expected)).hasSize(expected);
            assertThat(Duration.ofNanos(System.nanoTime() - since))
                    .isBetween(Duration.ofMillis(450), Duration.ofSeconds(5));
        }
    }

    @Test
    void loses_the_next_reply_of_a_command_that_was_carried_out_and_cuts() throws IOException {
        try (var client = connect(LONG)) {
            client.call("PING");
            proxy.loseReplies(1, FaultProxy.AfterLoss.CUT);
            assertThatThrownBy(() -> client.call("INCR", "n")).isInstanceOf(IOException.class);
        }
        assertThat(proxy.repliesLost()).isEqualTo(1);
        assertThat(node.call("GET", "n")).isEqualTo("1");
        try (var client = connect(LONG)) {
            assertThat(client.call("INCR", "n")).isEqualTo("2");
        }
    }

    @Test
    void can_leave_a_connection_silent_after_a_lost_reply() throws IOException {
        try (var client = connect(SHORT)) {
            client.call("PING");
            proxy.loseReplies(1, FaultProxy.AfterLoss.HANG);
            assertThatThrownBy(() -> client.call("INCR", "n")).isInstanceOf(SocketTimeoutException.class);
            assertThatThrownBy(() -> client.call("INCR", "n")).isInstanceOf(SocketTimeoutException.class);
            await().untilAsserted(() -> assertThat(node.call("GET", "n")).isEqualTo("2"));
            proxy.pass();
            assertThatThrownBy(() -> client.call("PING")).isInstanceOf(IOException.class);
        }
        await().until(() -> proxy.connections() == 0);
    }

    @Test
    void holds_commands_and_lets_them_go_on_without_loss() throws IOException {
        try (var client = connect(SHORT)) {
            client.call("PING");
            proxy.hold();
            assertThatThrownBy(() -> client.call("INCR", "n")).isInstanceOf(SocketTimeoutException.class);
            assertThat(node.call("EXISTS", "n")).isEqualTo("0");
            proxy.pass();
            await().untilAsserted(() -> assertThat(node.call("GET", "n")).isEqualTo("1"));
            assertThat(client.call("PING")).as("the reply that was held").isEqualTo("1");
        }
    }

    @Test
    void swallows_everything_as_a_black_hole() throws IOException {
        proxy.blackHole();
        try (var client = connect(SHORT)) {
            assertThatThrownBy(() -> client.call("INCR", "n")).isInstanceOf(SocketTimeoutException.class);
            assertThat(node.call("EXISTS", "n")).isEqualTo("0");
            proxy.pass();
            assertThatThrownBy(() -> client.call("PING")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void closes_one_half_and_still_carries_commands() throws IOException {
        try (var client = connect(LONG)) {
            client.call("PING");
            proxy.halfClose();
            assertThatThrownBy(() -> client.call("INCR", "n")).hasMessageContaining("closed the connection");
            await().untilAsserted(() -> assertThat(node.call("GET", "n")).isEqualTo("1"));
        }
    }

    @Test
    void closes_the_client_when_the_server_dies() throws IOException {
        try (var client = connect(LONG)) {
            client.call("PING");
            node.kill9();
            assertThatThrownBy(() -> client.call("PING")).isInstanceOf(IOException.class);
        }
    }

    private RespConnection connect(Duration timeout) throws IOException {
        return RespConnection.open(
                new RedisAccess(new RedisAddress.LoopbackPort(proxy.port()), Optional.empty()), timeout);
    }
}
