package galaxy.app.cli.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.app.cli.Terminal;
import galaxy.auth.code.CodeKey;
import galaxy.auth.code.Codes;
import galaxy.client.ClientSettings;
import galaxy.client.auth.AuthClient;
import galaxy.client.auth.ChallengeId;
import galaxy.client.auth.CodeRequest;
import galaxy.client.auth.ConfirmResult;
import galaxy.client.auth.Confirmation;
import galaxy.client.auth.Credential;
import galaxy.client.auth.PlayerAddress;
import galaxy.client.auth.SendResult;
import galaxy.kernel.Sha256;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.RedisNode;
import galaxy.testkit.http.RestClient;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a process writes to its log, at the finest level, while players sign in and a relay takes nothing. */
final class SignInLogsIT {
    private static final Codes CODES = new Codes(List.of(new CodeKey("k1", new byte[32])), 8);
    private static final PlayerAddress HERE =
            new PlayerAddress(InetAddress.ofLiteral("203.0.113.77"), Optional.empty());

    private final List<String> codes = new ArrayList<>();

    private ChallengeId challenge(AuthClient client, String email) {
        var sent = (SendResult.Sent) client.send(new CodeRequest(email, "en", Optional.empty(), HERE))
                .orElseThrow();
        codes.add(CODES.code("k1", sent.challengeId().value()).orElseThrow());
        return sent.challengeId();
    }

    private static ConfirmResult confirm(AuthClient client, ChallengeId id, String code) {
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of("secret"));
        var confirmation = new Confirmation(
                code,
                new Confirmation.Device(new Credential.Cookie(secret), Optional.of("Marked device")),
                new Confirmation.Registration("en", "UTC"),
                HERE);
        return client.confirm(id, confirmation).orElseThrow();
    }

    /** Where a relay is set, the page does not lead to an outbox. */
    private static String signInPage(GalaxyInstance galaxy) throws InterruptedException {
        return RestClient.get(galaxy.web().resolve("/sign-in"), Duration.ofSeconds(10))
                .body();
    }

    @Test
    void no_line_has_an_address_a_code_or_a_password() throws Exception {
        try (RedisNode redis = RedisNode.start();
                GalaxyInstance galaxy = GalaxyInstance.serve(
                        "redis.uri=" + redis.uri(),
                        "log.level=debug",
                        "http.access-log=all",
                        "auth.smtp.uri=smtp://galaxy:marked-password@127.0.0.1:1",
                        "auth.mail.from=no-reply@example.com");
                AuthClient client = AuthClient.of(ClientSettings.of(galaxy.auth()))) {
            assertThat(signInPage(galaxy)).contains("data-page=\"sign-in\"").doesNotContain("outbox");
            ChallengeId id = challenge(client, "marked-pilot@example.com");
            String code = codes.getFirst();
            String wrong = (code.charAt(0) == '1' ? '2' : '1') + code.substring(1);
            codes.add(wrong);
            assertThat(confirm(client, id, wrong)).isInstanceOf(ConfirmResult.WrongCode.class);
            assertThat(confirm(client, id, code)).isInstanceOf(ConfirmResult.SignedIn.class);
            assertThat(Terminal.runAlone(
                                    "users",
                                    "block",
                                    "marked-bea@example.com",
                                    "--reason",
                                    "fraud",
                                    "--url",
                                    galaxy.users().toString())
                            .exitCode())
                    .isZero();
            ChallengeId blocked = challenge(client, "marked-bea@example.com");
            assertThat(confirm(client, blocked, codes.getLast())).isInstanceOf(ConfirmResult.Blocked.class);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> galaxy.jvm().lines().stream()
                            .anyMatch(line -> line.contains("relay") || line.contains("mail")));
            assertThat(galaxy.stop()).isZero();
            List<String> lines = galaxy.jvm().lines();
            assertThat(lines).anyMatch(line -> line.contains("confirm-email-code"));
            assertThat(lines).noneMatch(line -> line.contains("marked-") || line.contains("203.0.113"));
            assertThat(codes).hasSize(3).allSatisfy(each -> assertThat(lines).noneMatch(line -> line.contains(each)));
        }
    }
}
