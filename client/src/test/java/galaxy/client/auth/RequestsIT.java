package galaxy.client.auth;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.CallContext;
import galaxy.client.ClientSettings;
import galaxy.client.Examples;
import galaxy.client.PageRequest;
import galaxy.client.StubService;
import galaxy.client.users.Delivery;
import galaxy.client.users.Reason;
import galaxy.kernel.Actor;
import galaxy.kernel.CountryCode;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.End;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Secret;
import galaxy.kernel.Span;
import galaxy.kernel.UserId;
import java.net.InetAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RequestsIT {
    private static final UserId PILOT = UserId.of("usr_3w8n1f6m0c5r9k2t7x4y8z1q6d");
    private static final DeviceSessionId PHONE = DeviceSessionId.of("dvs_0123456789abcdefghjkmnpqrs");
    private static final ChallengeId CHALLENGE = ChallengeId.of("chl_0123456789abcdefghjkmnpqrs");
    private static final Reason REASON = new Reason(ReasonCode.of("stolen"), Actor.of("admin", "ops-7"));
    private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");
    private static final PlayerAddress GERMANY =
            new PlayerAddress(InetAddress.ofLiteral("203.0.113.7"), Optional.of(CountryCode.of("DE")));
    private static final PlayerAddress SOMEWHERE =
            new PlayerAddress(InetAddress.ofLiteral("2001:db8::7"), Optional.empty());
    private static final Credential KEY = new Credential.DeviceKey("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
    private static final Credential COOKIE = new Credential.Cookie("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU");
    private static final Confirmation.Registration BERLIN = new Confirmation.Registration("de", "Europe/Berlin");

    private final StubService service = new StubService(Examples.AUTH);
    private final AuthClient client = AuthClient.of(service.settings());

    @AfterEach
    void stop() {
        client.close();
        service.close();
    }

    @Test
    void calls_every_route_as_the_contract_defines_it() {
        callAll();
        service.requireEveryRoute(path -> path.replace(PILOT.value(), "{user_id}")
                .replace(PHONE.value(), "{device_session_id}")
                .replace(CHALLENGE.value(), "{challenge_id}"));
    }

    @Test
    void puts_no_e_mail_address_and_no_code_into_a_path_or_header() {
        callAll();
        // An id or a port that was drawn may have the same digits.
        Set<String> drawn = Set.of("host", "x-request-id");
        assertThat(service.requests()).allSatisfy(request -> {
            var headers = new HashMap<>(request.headers());
            headers.keySet().removeIf(name -> drawn.contains(name.toLowerCase(Locale.ROOT)));
            assertThat(headers).hasSize(request.headers().size() - 2);
            assertThat(request.target() + headers).doesNotContain("example.com").doesNotContain("1960");
        });
    }

    @Test
    void requests_have_neither_address_nor_code_in_their_text() {
        assertThat(new CodeRequest("pilot@example.com", "de", Optional.of(CHALLENGE), GERMANY))
                .asString()
                .doesNotContain("example.com", "203.0.113.7");
        assertThat(new Confirmation("3155 1960", new Confirmation.Device(KEY, Optional.empty()), BERLIN, GERMANY))
                .asString()
                .doesNotContain("1960", "203.0.113.7");
    }

    @Test
    void sends_token_request_id_and_trace() {
        service.responds("Session");
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        try (AuthClient known = AuthClient.of(ClientSettings.of(service.uri()).withToken(Secret.of("sesame")))) {
            known.in(CallContext.none().withRequestId("web-1").withTraceparent(trace))
                    .session(PHONE);
        }
        assertThat(service.requests().getFirst().headers())
                .containsEntry("Authorization", "Bearer sesame")
                .containsEntry("X-request-id", "web-1")
                .containsEntry("Traceparent", trace);
    }

    @Test
    void sends_a_dry_run_of_a_block_and_the_key_of_a_block() {
        service.responds("Blocked").responds("Blocked");
        client.block(PILOT, REASON, new End.Never(), Delivery.dryRun());
        client.block(PILOT, REASON, new End.Never(), Delivery.withKey(IdempotencyKey.of("case 7")));
        assertThat(service.requests().getFirst().target()).endsWith("/block?dry_run=true");
        assertThat(service.requests().getFirst().header("Idempotency-Key")).isEmpty();
        assertThat(service.requests().getLast().header("Idempotency-Key")).contains("case 7");
    }

    private void callAll() {
        service.responds(202, Examples.AUTH.of("Sent").toString(), Map.of())
                .responds(202, Examples.AUTH.of("Sent").toString(), Map.of());
        for (String example : List.of(
                "SignedIn",
                "SignedIn",
                "Sessions",
                "Sessions",
                "Session",
                "SessionRevoked",
                "SessionRevoked",
                "RevokedAll",
                "RevokedAll",
                "Accepted",
                "Blocked",
                "Blocked",
                "Undelivered",
                "Undelivered")) {
            service.responds(example);
        }
        client.send(new CodeRequest("pilot@example.com", "de", Optional.empty(), GERMANY));
        client.send(new CodeRequest("pilot@example.com", "de", Optional.of(CHALLENGE), SOMEWHERE));
        client.confirm(
                CHALLENGE,
                new Confirmation("3155 1960", new Confirmation.Device(KEY, Optional.of("Phone")), BERLIN, GERMANY));
        client.confirm(
                CHALLENGE,
                new Confirmation("3155 1960", new Confirmation.Device(COOKIE, Optional.empty()), BERLIN, SOMEWHERE));
        assertThat(client.sessions(PILOT)).hasSize(1);
        assertThat(client.allSessions(PILOT)).hasSize(1);
        assertThat(client.session(PHONE)).isPresent();
        client.revoke(PHONE, Optional.of(PILOT), REASON).orElseThrow();
        client.revoke(PHONE, Optional.empty(), REASON).orElseThrow();
        assertThat(client.revokeAll(PILOT, Optional.of(PHONE), REASON).orElseThrow())
                .isEqualTo(2);
        client.revokeAll(PILOT, Optional.empty(), REASON).orElseThrow();
        SessionUse use = new SessionUse(PHONE, LATER, Optional.of(CountryCode.of("DE")));
        assertThat(client.report(List.of(use, new SessionUse(PHONE, LATER, Optional.empty())))
                        .orElseThrow())
                .isEqualTo(1);
        client.block(PILOT, REASON, new End.At(LATER), Delivery.once()).orElseThrow();
        client.block(
                        EmailAddress.of("pilot@example.com"),
                        REASON,
                        new End.After(Span.parse("P30D").orElseThrow()),
                        Delivery.withoutKey())
                .orElseThrow();
        assertThat(client.undelivered(PageRequest.after("a b&c", 7))
                        .orElseThrow()
                        .items())
                .hasSize(1);
        assertThat(client.undelivered()).hasSize(1);
    }
}
