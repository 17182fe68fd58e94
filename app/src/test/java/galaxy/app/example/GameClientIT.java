package galaxy.app.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.app.cli.auth.SignInProcess;
import galaxy.client.gateway.GatewayClient;
import galaxy.client.gateway.GatewaySettings;
import galaxy.client.gateway.PlayerSession;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

final class GameClientIT {
    private static final String EMAIL = "game@example.com";

    @Test
    void signs_in_renames_its_player_and_shows_what_changes() throws InterruptedException {
        List<String> screen = new CopyOnWriteArrayList<>();
        try (var galaxy = new SignInProcess();
                var gateway = GatewayClient.of(GatewaySettings.of(URI.create(galaxy.gateway()), galaxy.target()))) {
            var game = new GameClient(gateway, screen::add);
            PlayerSession session = game.signIn(EMAIL, () -> galaxy.code(EMAIL)).orElseThrow();
            Thread follower = Thread.ofVirtual().start(() -> game.follow(session));
            await().until(() -> screen.contains("connected"));
            game.rename(session, "Game Pilot");
            await().until(() -> screen.contains("race name Game Pilot"));
            game.signOut(session);
            assertThat(follower.join(Duration.ofSeconds(10))).isTrue();
        }
        assertThat(screen)
                .contains("renamed to Game Pilot")
                .last()
                .asString()
                .isEqualTo("the session has ended: signed_out");
    }
}
