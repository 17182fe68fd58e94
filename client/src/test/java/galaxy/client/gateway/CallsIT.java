package galaxy.client.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import galaxy.client.Examples;
import galaxy.client.Outcome;
import galaxy.client.StubService;
import galaxy.client.auth.ChallengeId;
import galaxy.client.auth.ConfirmResult;
import galaxy.client.auth.DeviceSessionId;
import galaxy.client.auth.SendResult;
import galaxy.client.auth.SessionStatus;
import galaxy.client.users.LimitCode;
import galaxy.client.users.Plan;
import galaxy.client.users.SanctionCode;
import galaxy.contracts.MessageType;
import galaxy.contracts.gateway.v1.SessionRevoke;
import galaxy.contracts.gateway.v1.Sessions;
import galaxy.contracts.gateway.v1.SessionsRevoked;
import galaxy.contracts.gateway.v1.SignedRequest;
import galaxy.contracts.gateway.v1.UserAccountGet;
import galaxy.contracts.gateway.v1.UserProfileUpdate;
import galaxy.contracts.gateway.v1.UserSettingsUpdate;
import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each route and each message type, as it is sent and as it is read. */
final class CallsIT {
    private static final Instant TIME = Instant.ofEpochMilli(Messages.TIME);
    private static final DeviceSessionId PHONE = DeviceSessionId.of("dvs_0123456789abcdefghjkmnpqrs");
    private static final ChallengeId CHALLENGE = ChallengeId.of("chl_0123456789abcdefghjkmnpqrs");

    private final DeviceKey key = DeviceKey.generate();
    private final PlayerSession session = new PlayerSession(PHONE, key);
    private final PlannedGateway gateway = new PlannedGateway(key);
    private final StubService rest = new StubService(Examples.GATEWAY);
    private final GatewayClient client = GatewayClient.of(GatewaySettings.of(rest.uri(), gateway.target()));

    @AfterEach
    void stop() {
        client.close();
        gateway.close();
        rest.close();
    }

    private SignedRequest last() {
        return gateway.requests().getLast();
    }

    @Test
    void sends_sign_in_and_time_as_the_contract_defines_them() {
        rest.responds("Sent").responds("SignedIn").responds("Time");
        var sent = (SendResult.Sent) client.sendCode("pilot@example.com", Optional.of("de"), Optional.of(CHALLENGE))
                .orElseThrow();
        assertThat(sent.challengeId()).isEqualTo(CHALLENGE);
        var confirmation = new KeyConfirmation("3155 1960", key, "Europe/Berlin", Optional.of("Phone"));
        assertThat(confirmation).asString().doesNotContain("3155");
        var signedIn =
                (ConfirmResult.SignedIn) client.confirm(CHALLENGE, confirmation).orElseThrow();
        assertThat(signedIn.sessionId()).isEqualTo(PHONE);
        assertThat(client.serverTime()).isEqualTo(TIME);
        assertThat(rest.requests()).extracting(StubService.Received::method).containsExactly("POST", "POST", "GET");
        assertThat(rest.requests())
                .extracting(StubService.Received::target)
                .containsExactly(
                        "/api/v1/public/auth/send-email-code",
                        "/api/v1/public/auth/confirm-email-code",
                        "/api/v1/public/time");
        assertThat(rest.requests().get(0).body())
                .isEqualTo("{\"email\":\"pilot@example.com\",\"locale\":\"de\",\"challenge_id\":\"%s\"}"
                        .formatted(CHALLENGE));
        assertThat(rest.requests().get(1).body())
                .contains("\"client_public_key\":\"ed25519:" + key.publicKey() + "\"", "\"device_name\":\"Phone\"")
                .doesNotContain(key.privateKey().reveal());
        assertThat(rest.requests().get(1).header("Authorization")).isEmpty();
    }

    @Test
    void reads_what_sign_in_refuses_as_results() {
        rest.refuses(429, "too_many_requests", Map.of("Retry-After", "17"))
                .responds(
                        403,
                        "{\"error\":{\"code\":\"invalid_code\",\"message\":\"No.\","
                                + "\"details\":[{\"field\":\"attempts_left\",\"reason\":\"4\"}]}}",
                        Map.of())
                .refuses(410, "challenge_expired", Map.of());
        assertThat(client.sendCode("pilot@example.com", Optional.empty(), Optional.empty())
                        .orElseThrow())
                .isEqualTo(new SendResult.Limited(Duration.ofSeconds(17)));
        var confirmation = new KeyConfirmation("1", key, "UTC", Optional.empty());
        assertThat(client.confirm(CHALLENGE, confirmation).orElseThrow()).isEqualTo(new ConfirmResult.WrongCode(4));
        assertThat(client.confirm(CHALLENGE, confirmation).orElseThrow()).isEqualTo(new ConfirmResult.Expired());
    }

    @Test
    void reads_an_account() throws InvalidProtocolBufferException {
        gateway.returns(Messages.account());
        var account = client.call(session, Call.account()).orElseThrow();
        assertThat(last().getPayload()).isEmpty();
        assertThat(account.userId()).hasToString("usr_3w8n1f6m0c5r9k2t7x4y8z1q6d");
        assertThat(account.email().value()).isEqualTo("pilot@example.com");
        assertThat(account.preferredLanguage()).isEqualTo("de");
        assertThat(account.timeZone()).isEqualTo("Europe/Berlin");
        assertThat(account.declaredCountry()).contains("DE");
        assertThat(account.entitlement().plan()).isEqualTo(Plan.FREE);
        assertThat(account.entitlement().isPaid()).isFalse();
        assertThat(account.entitlement().endsAt()).isEmpty();
        assertThat(account.entitlement().actor()).isEqualTo(Actor.of("service", "auth"));
        assertThat(account.sanctions()).singleElement().satisfies(sanction -> {
            assertThat(sanction.code()).isEqualTo(SanctionCode.GAME_JOIN_BLOCK);
            assertThat(sanction.actor()).isEqualTo(new Actor("admin", Optional.empty()));
            assertThat(sanction.expiresAt()).contains(TIME.plusMillis(3));
        });
        assertThat(account.overrides()).singleElement().satisfies(limit -> {
            assertThat(limit.code()).isEqualTo(LimitCode.MAX_OWNED_PRIVATE_GAMES);
            assertThat(limit.expiresAt()).isEmpty();
        });
        assertThat(account.limits()).extracting(limit -> limit.isOverride()).containsExactly(true, false);
        assertThat(account.createdAt()).isEqualTo(TIME.plusMillis(5));
        assertThat(account.updatedAt()).isEqualTo(TIME.plusMillis(6));
        assertThat(UserAccountGet.parseFrom(last().getPayload())).isEqualTo(UserAccountGet.getDefaultInstance());
    }

    @Test
    void sends_changes_of_the_account() throws InvalidProtocolBufferException {
        gateway.returns(Messages.account());
        client.call(session, Call.rename("Nova Pilot")).orElseThrow();
        assertThat(UserProfileUpdate.parseFrom(last().getPayload()).getRaceName())
                .isEqualTo("Nova Pilot");
        client.call(session, Call.changeSettings(Optional.of("de"), Optional.empty()))
                .orElseThrow();
        var settings = UserSettingsUpdate.parseFrom(last().getPayload());
        assertThat(settings.getPreferredLanguage()).isEqualTo("de");
        assertThat(settings.hasTimeZone()).isFalse();
    }

    @Test
    void reads_and_ends_sessions() throws InvalidProtocolBufferException {
        gateway.returns(Messages.session());
        OwnSession current = client.call(session, Call.currentSession()).orElseThrow();
        assertThat(current.id()).isEqualTo(PHONE);
        assertThat(current.isCurrent()).isTrue();
        assertThat(current.created().country())
                .hasValueSatisfying(code -> assertThat(code).hasToString("DE"));
        assertThat(current.lastUsed().country()).isEmpty();
        assertThat(current.ends()).isEqualTo(new OwnSession.Ends(TIME.plusMillis(2), TIME.plusMillis(3)));
        assertThat(current.status()).isEqualTo(SessionStatus.REVOKED);
        assertThat(current.end()).contains(new OwnSession.End(TIME.plusMillis(4), ReasonCode.of("signed_out")));
        client.call(session, Call.revoke(PHONE)).orElseThrow();
        assertThat(SessionRevoke.parseFrom(last().getPayload()).getDeviceSessionId())
                .isEqualTo(PHONE.value());
        gateway.returns(Sessions.newBuilder().addSessions(Messages.session()).build());
        assertThat(client.call(session, Call.sessions()).orElseThrow()).containsExactly(current);
        gateway.returns(SessionsRevoked.newBuilder().setRevoked(3).build());
        assertThat(client.call(session, Call.revokeOthers()).orElseThrow()).isEqualTo(3);
    }

    @Test
    void there_is_a_call_for_each_message_type_of_execute() {
        gateway.returns(Messages.account());
        client.call(session, Call.account());
        client.call(session, Call.rename("Nova"));
        client.call(session, Call.changeSettings(Optional.empty(), Optional.of("UTC")));
        gateway.returns(Messages.session());
        client.call(session, Call.currentSession());
        client.call(session, Call.revoke(PHONE));
        gateway.returns(Sessions.getDefaultInstance());
        client.call(session, Call.sessions());
        gateway.returns(SessionsRevoked.getDefaultInstance());
        client.call(session, Call.revokeOthers());
        assertThat(gateway.requests())
                .extracting(SignedRequest::getMessageType)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(MessageType.values())
                        .filter(type -> !type.isStream())
                        .map(MessageType::code)
                        .toList());
    }

    @Test
    void passes_encoded_messages_on() {
        gateway.returns(SessionsRevoked.newBuilder().setRevoked(3).build());
        Outcome<byte[], Refusal> outcome = client.call(session, Call.encoded("session.new", new byte[] {8, 1}));
        assertThat(outcome.orElseThrow()).containsExactly(8, 3);
        assertThat(last().getMessageType()).isEqualTo("session.new");
        assertThat(last().getPayload().toByteArray()).containsExactly(8, 1);
    }
}
