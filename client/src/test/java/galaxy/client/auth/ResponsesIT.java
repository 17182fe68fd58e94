package galaxy.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.client.ErrorResponseException;
import galaxy.client.Examples;
import galaxy.client.InvalidResponseException;
import galaxy.client.Outcome;
import galaxy.client.StubService;
import galaxy.client.users.Reason;
import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResponsesIT {
    private static final UserId PILOT = UserId.of("usr_3w8n1f6m0c5r9k2t7x4y8z1q6d");
    private static final ChallengeId CHALLENGE = ChallengeId.of("chl_0123456789abcdefghjkmnpqrs");
    private static final DeviceSessionId PHONE = DeviceSessionId.of("dvs_0123456789abcdefghjkmnpqrs");
    private static final PlayerAddress HERE = new PlayerAddress(InetAddress.ofLiteral("203.0.113.7"), Optional.empty());
    private static final Confirmation CODE = new Confirmation(
            "31551960",
            new Confirmation.Device(
                    new Credential.DeviceKey("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"), Optional.empty()),
            new Confirmation.Registration("en", "UTC"),
            HERE);

    private final StubService service = new StubService(Examples.AUTH);
    private final AuthClient client = AuthClient.of(service.settings());

    @AfterEach
    void stop() {
        client.close();
        service.close();
    }

    @Test
    void a_code_that_is_sent_has_a_challenge_and_its_times() {
        service.responds(202, Examples.AUTH.of("Sent").toString(), Map.of());
        assertThat(send())
                .isEqualTo(new Outcome.Done<SendResult, Refusal>(
                        new SendResult.Sent(CHALLENGE, Duration.ofMinutes(10), Duration.ofSeconds(30), 8)));
    }

    @Test
    void a_send_beyond_a_limit_is_not_repeated_and_says_how_long_to_wait() {
        service.refuses(429, "too_many_requests", Map.of("Retry-After", "25"));
        assertThat(send().orElseThrow()).isEqualTo(new SendResult.Limited(Duration.ofSeconds(25)));
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void a_send_waits_for_the_budget_of_all_mails() {
        service.refuses(503, "service_unavailable", Map.of("Retry-After", "1"))
                .responds(202, Examples.AUTH.of("Sent").toString(), Map.of());
        assertThat(send().orElseThrow()).isInstanceOf(SendResult.Sent.class);
    }

    @Test
    void an_address_that_is_none_is_refused() {
        service.refuses(400, "invalid_request", Map.of());
        assertThat(((Outcome.Refused<SendResult, Refusal>) send()).reason()).isEqualTo(Refusal.INVALID_REQUEST);
    }

    @Test
    void a_right_code_gives_the_session() {
        service.closesTheConnection().responds("SignedIn");
        assertThat(confirm().orElseThrow())
                .isEqualTo(new ConfirmResult.SignedIn(
                        PHONE,
                        PILOT,
                        true,
                        new ConfirmResult.Lifetime(Duration.ofDays(30), Instant.parse("2026-08-28T12:00:00Z")),
                        Instant.parse("2026-03-01T12:00:00Z")));
        assertThat(service.requests()).hasSize(2);
    }

    @Test
    void a_wrong_code_says_how_many_attempts_are_left() {
        refuses(403, "invalid_code", "{\"field\":\"attempts_left\",\"reason\":\"4\"}");
        assertThat(confirm().orElseThrow()).isEqualTo(new ConfirmResult.WrongCode(4));
    }

    @Test
    void a_wrong_code_without_the_attempts_breaks_the_contract() {
        refuses(403, "invalid_code", "");
        assertThatThrownBy(this::confirm).isInstanceOf(InvalidResponseException.class);
    }

    @Test
    void a_block_says_whom_why_and_until_when() {
        refuses(403, "login_blocked", """
                {"field":"user_id","reason":"usr_3w8n1f6m0c5r9k2t7x4y8z1q6d"},
                {"field":"block_reason_code","reason":"chargeback"},
                {"field":"blocked_until","reason":"2026-04-01T12:00:00.000Z"}""");
        refuses(403, "login_blocked", "{\"field\":\"block_reason_code\",\"reason\":\"chargeback\"}");
        assertThat(confirm().orElseThrow())
                .isEqualTo(new ConfirmResult.Blocked(
                        Optional.of(PILOT),
                        Optional.of(ReasonCode.of("chargeback")),
                        Optional.of(Instant.parse("2026-04-01T12:00:00Z"))));
        assertThat(confirm().orElseThrow())
                .isEqualTo(new ConfirmResult.Blocked(
                        Optional.empty(), Optional.of(ReasonCode.of("chargeback")), Optional.empty()));
    }

    @Test
    void an_expired_challenge_and_a_limit_are_results_of_a_confirmation() {
        refuses(410, "challenge_expired", "");
        service.refuses(429, "too_many_requests", Map.of("Retry-After", "60"));
        assertThat(confirm().orElseThrow()).isEqualTo(new ConfirmResult.Expired());
        assertThat(confirm().orElseThrow()).isEqualTo(new ConfirmResult.Limited(Duration.ofMinutes(1)));
    }

    @Test
    void a_code_that_is_none_is_refused_and_a_role_that_may_not_is_an_error() {
        refuses(400, "invalid_request", "{\"field\":\"code\",\"reason\":\"must have 8 digits\"}");
        refuses(403, "permission_denied", "");
        assertThat(((Outcome.Refused<ConfirmResult, Refusal>) confirm()).error().details())
                .hasSize(1);
        assertThatThrownBy(this::confirm).isInstanceOf(ErrorResponseException.class);
    }

    @ParameterizedTest
    @CsvSource({"Session", "SessionRevoked"})
    void reads_and_writes_a_session_of_the_contract(String example) {
        assertThat(AuthJson.session(Decode.session(Examples.AUTH.fields(example))))
                .isEqualTo(Examples.AUTH.of(example));
    }

    @Test
    void reads_and_writes_a_sign_in_of_the_contract() {
        var signedIn = SignInResponses.signedIn(Examples.AUTH.fields("SignedIn"));
        assertThat(AuthJson.signedIn(signedIn).toString())
                .isEqualTo(Examples.AUTH.of("SignedIn").toString().replace("T12:00:00Z", "T12:00:00.000Z"));
    }

    @Test
    void keeps_a_status_and_a_kind_that_are_newer_than_the_client() {
        String session = Examples.AUTH.of("Session").toString();
        service.responds(200, session.replace("\"active\"", "\"asleep\"").replace("ed25519", "ed448"), Map.of());
        DeviceSession read = client.session(PHONE).orElseThrow();
        assertThat(read.status()).isEqualTo(SessionStatus.of("asleep")).isNotIn(SessionStatus.known());
        assertThat(read.credentialKind()).isEqualTo("ed448");
    }

    @Test
    void a_session_that_is_not_there_is_none_to_show_and_refused_to_end() {
        refuses(404, "session_not_found", "");
        refuses(404, "session_not_found", "");
        refuses(404, "route_not_found", "");
        assertThat(client.session(PHONE)).isEmpty();
        Reason reason = new Reason(ReasonCode.of("signed_out"), Actor.of("user", PILOT.value()));
        assertThat(((Outcome.Refused<DeviceSession, Refusal>) client.revoke(PHONE, Optional.of(PILOT), reason))
                        .reason())
                .isEqualTo(Refusal.SESSION_NOT_FOUND);
        assertThatThrownBy(() -> client.session(PHONE)).isInstanceOf(ErrorResponseException.class);
    }

    @Test
    void reads_blocks_and_mails_of_the_contract() {
        assertThat(Decode.blocked(Examples.AUTH.fields("Blocked")))
                .isEqualTo(new BlockedSignIn(
                        true, Optional.of(PILOT), Optional.of("blk_1v9q4z7k2m8c5x0t6r3n1w4d7f"), Optional.empty(), 2));
        assertThat(Examples.AUTH.fields("Undelivered").list("items", Decode::mail))
                .containsExactly(new UndeliveredMail(
                        "chl_0123456789abcdefghjkmnpqrs.1",
                        "code",
                        "3c5d0b1e9a7f4c2d8e6b0a1f5d7c9e3b",
                        "550 5.1.1 after RCPT TO",
                        1,
                        Instant.parse("2026-03-01T12:00:05Z")));
    }

    private Outcome<SendResult, Refusal> send() {
        return client.send(new CodeRequest("pilot@example.com", "de", Optional.empty(), HERE));
    }

    private Outcome<ConfirmResult, Refusal> confirm() {
        return client.confirm(CHALLENGE, CODE);
    }

    private void refuses(int status, String code, String details) {
        service.responds(
                status,
                "{\"error\":{\"code\":\"%s\",\"message\":\"No.\",\"details\":[%s]}}".formatted(code, details),
                Map.of());
    }
}
