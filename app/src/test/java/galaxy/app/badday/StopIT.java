package galaxy.app.badday;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.EmbeddedServer;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.PublishedEvent;
import galaxy.testkit.RedisNode;
import galaxy.testkit.StoreImage;
import galaxy.testkit.UsersCaller;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** SIGTERM. */
final class StopIT {
    @TempDir
    private Path data = Path.of("unset");

    @Test
    void finishes_what_runs_says_it_is_not_ready_and_publishes_what_waits() throws Exception {
        String body = """
                {"email":"pilot@example.com","registration_context":{"preferred_language":"en","time_zone":"UTC"}}""";
        try (RedisNode node = RedisNode.start();
                GalaxyInstance program =
                        GalaxyInstance.serve("redis.uri=" + node.uri(), "redis.timeout=5s", "log.level=error");
                Socket caller =
                        new Socket(program.users().getHost(), program.users().getPort())) {
            send(caller, """
                    POST /api/v1/internal/users/ensure-by-email HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Content-Length: %d\r
                    Expect: 100-continue\r
                    \r
                    """.formatted(body.length()));
            assertThat(caller.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 100");
            program.jvm().terminate();
            Awaitility.await("not ready").until(() -> program.readiness().body().contains("\"reason\":\"stopping\""));
            assertThat(program.readiness().status()).isEqualTo(503);
            program.jvm().terminate();
            send(caller, body);
            assertThat(caller.getInputStream().readAllBytes())
                    .asString(StandardCharsets.UTF_8)
                    .contains("HTTP/1.1 200", "\"created\"");
            assertThat(program.jvm().awaitExit(GalaxyInstance.TIMEOUT)).isZero();
            StoreImage store = node.image();
            assertThat(store.events()).hasSize(3);
            assertThat(store.events().stream().map(PublishedEvent::subject).distinct())
                    .hasSize(1);
            assertThat(store.unpublished("users")).isZero();
        }
    }

    private static void send(Socket caller, String text) throws IOException {
        caller.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        caller.getOutputStream().flush();
    }

    @Test
    void under_load_every_request_is_answered_or_never_taken() throws Exception {
        Map<String, JsonNode> accounts;
        try (GalaxyInstance program = GalaxyInstance.serve(
                        "data.dir=" + data, "redis.timeout=5s", "http.work-timeout=10s", "log.level=warn");
                Load load = Load.on(UsersCaller.of(program))) {
            load.awaitMore(30);
            assertThat(program.stop()).isZero();
            load.stop();
            assertThat(load.statuses())
                    .as("refused connections besides answers")
                    .isSubsetOf(0, 200);
            assertThat(program.jvm().lines()).noneMatch(line -> line.contains("WARN") || line.contains("ERROR"));
            assertThat(data.resolve("redis").resolve("redis.pid")).doesNotExist();
            assertThat(Files.readString(data.resolve("redis").resolve("redis.log")))
                    .contains("bye bye");
            try (GalaxyInstance second = GalaxyInstance.serve("data.dir=" + data, "redis.timeout=5s")) {
                accounts = load.verify(UsersCaller.of(second));
                assertThat(second.stop()).isZero();
            }
        }
        Published.verify(new EmbeddedServer(data.resolve("redis")).image(), accounts);
    }
}
