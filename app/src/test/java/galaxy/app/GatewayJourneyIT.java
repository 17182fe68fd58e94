package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.app.cli.auth.SignInProcess;
import galaxy.client.ClientSettings;
import galaxy.client.Outcome;
import galaxy.client.auth.ConfirmResult;
import galaxy.client.auth.SendResult;
import galaxy.client.gateway.Call;
import galaxy.client.gateway.DeviceKey;
import galaxy.client.gateway.GatewayClient;
import galaxy.client.gateway.GatewaySettings;
import galaxy.client.gateway.KeyConfirmation;
import galaxy.client.gateway.PlayerEvent;
import galaxy.client.gateway.PlayerSession;
import galaxy.client.gateway.Refusal;
import galaxy.client.users.Account;
import galaxy.client.users.Delivery;
import galaxy.client.users.Reason;
import galaxy.client.users.SanctionCode;
import galaxy.client.users.UserCommand;
import galaxy.client.users.UsersClient;
import galaxy.kernel.Actor;
import galaxy.kernel.End;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a player lives through, from the first code to a block, on a product that has just started. */
final class GatewayJourneyIT {
    private static final String EMAIL = "journey@example.com";
    private static final Reason REASON = new Reason(ReasonCode.of("abuse"), Actor.of("admin", "ops-7"));
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final SignInProcess galaxy = new SignInProcess();
    private final GatewayClient gateway =
            GatewayClient.of(GatewaySettings.of(URI.create(galaxy.gateway()), galaxy.target()));
    private final UsersClient admin = UsersClient.of(ClientSettings.of(URI.create(galaxy.usersUrl())));
    private final DeviceKey key = DeviceKey.generate();

    @AfterEach
    void stop() {
        gateway.close();
        admin.close();
        galaxy.close();
    }

    private ConfirmResult.SignedIn signIn() {
        var sent = (SendResult.Sent)
                gateway.sendCode(EMAIL, Optional.of("en"), Optional.empty()).orElseThrow();
        var confirmation = new KeyConfirmation(galaxy.code(EMAIL), key, "Europe/Berlin", Optional.of("Phone"));
        return (ConfirmResult.SignedIn)
                gateway.confirm(sent.challengeId(), confirmation).orElseThrow();
    }

    private static Refusal refusal(Outcome<?, Refusal> outcome) {
        return outcome instanceof Outcome.Refused<?, Refusal>(Refusal reason, var _)
                ? reason
                : throwing(new AssertionError(outcome));
    }

    private static Refusal throwing(AssertionError error) {
        throw error;
    }

    @Test
    void from_the_first_code_to_the_end_of_the_session() throws InterruptedException {
        ConfirmResult.SignedIn signedIn = signIn();
        assertThat(signedIn.isCreated()).isTrue();
        var session = new PlayerSession(signedIn.sessionId(), key);
        UserId player = signedIn.userId();

        Account account = gateway.call(session, Call.account()).orElseThrow();
        assertThat(account.userId()).isEqualTo(player);
        assertThat(account.email().value()).isEqualTo(EMAIL);
        assertThat(account.timeZone()).isEqualTo("Europe/Berlin");

        List<PlayerEvent> events = new CopyOnWriteArrayList<>();
        try (var stream = gateway.subscribe(session, Optional.empty())) {
            Thread reader = Thread.ofVirtual().start(() -> stream.forEachRemaining(events::add));
            await().until(() -> !events.isEmpty());
            assertThat(events.getFirst()).isInstanceOf(PlayerEvent.Opened.class);

            assertThat(gateway.call(session, Call.rename("Nova Pilot"))
                            .orElseThrow()
                            .raceName())
                    .isEqualTo("Nova Pilot");
            await().until(() -> has(events, "user.profile.changed"));
            Account changed = gateway.call(session, Call.changeSettings(Optional.of("pt-BR"), Optional.of("UTC")))
                    .orElseThrow();
            assertThat(changed.preferredLanguage()).isEqualTo("pt-BR");
            assertThat(changed.timeZone()).isEqualTo("UTC");
            await().until(() -> has(events, "user.settings.changed"));

            sanctioned(session, player, events);
            blocked(session, player, events);
            assertThat(reader.join(Duration.ofSeconds(10)))
                    .as("the stream has ended")
                    .isTrue();
        }
    }

    private void sanctioned(PlayerSession session, UserId player, List<PlayerEvent> events) {
        var block = new UserCommand.ApplySanction(
                SanctionCode.PROFILE_UPDATE_BLOCK, Optional.empty(), new End.Never(), REASON);
        admin.perform(player, block, Delivery.once()).orElseThrow();
        assertThat(refusal(gateway.call(session, Call.rename("Other Pilot"))))
                .isEqualTo(Refusal.PROFILE_UPDATE_BLOCKED);
        Account account = gateway.call(session, Call.account()).orElseThrow();
        assertThat(account.raceName()).isEqualTo("Nova Pilot");
        assertThat(account.sanctions()).singleElement().satisfies(sanction -> {
            assertThat(sanction.code()).isEqualTo(SanctionCode.PROFILE_UPDATE_BLOCK);
            assertThat(sanction.actor())
                    .as("no id of an administrator")
                    .isEqualTo(new Actor("admin", Optional.empty()));
        });
        await().until(() -> has(events, "user.sanction.changed"));
    }

    private void blocked(PlayerSession session, UserId player, List<PlayerEvent> events) {
        admin.block(player, REASON.code(), Optional.of(REASON.actor())).orElseThrow();
        await().atMost(A_SECOND.multipliedBy(2))
                .untilAsserted(() -> assertThat(refusal(gateway.call(session, Call.account())))
                        .isEqualTo(Refusal.SESSION_REVOKED));
        await().until(() -> events.getLast() instanceof PlayerEvent.SessionEnded);
    }

    private static boolean has(List<PlayerEvent> events, String type) {
        return events.stream()
                .anyMatch(event ->
                        event instanceof PlayerEvent.AccountChanged(String changed, var _) && changed.equals(type));
    }
}
