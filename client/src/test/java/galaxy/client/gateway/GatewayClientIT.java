package galaxy.client.gateway;

import static galaxy.client.gateway.PlannedGateway.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import galaxy.client.ErrorResponseException;
import galaxy.client.Examples;
import galaxy.client.InvalidResponseException;
import galaxy.client.NoResponseException;
import galaxy.client.Outcome;
import galaxy.client.StubService;
import galaxy.client.Timeouts;
import galaxy.client.auth.DeviceSessionId;
import galaxy.client.users.Account;
import galaxy.contracts.GatewayReason;
import galaxy.contracts.gateway.v1.SignedRequest;
import galaxy.redis.LoopbackPorts;
import galaxy.testkit.SelfSignedCertificate;
import galaxy.testkit.TlsProxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signed requests over real sockets: dates, repetitions, refusals. */
final class GatewayClientIT {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration OFFSET = Duration.ofHours(2);
    private static final DeviceSessionId SESSION = DeviceSessionId.of("dvs_0123456789abcdefghjkmnpqrs");

    private final DeviceKey key = DeviceKey.generate();
    private final PlayerSession session = new PlayerSession(SESSION, key);
    private final PlannedGateway gateway = new PlannedGateway(key);
    private final StubService rest = new StubService(Examples.GATEWAY);

    @AfterEach
    void stop() {
        gateway.close();
        rest.close();
    }

    private GatewayClient client() {
        return GatewayClient.of(settings(), InstantSource.fixed(NOW));
    }

    private GatewaySettings settings() {
        return GatewaySettings.of(rest.uri(), gateway.target())
                .withTimeouts(Timeouts.DEFAULT.withCall(Duration.ofSeconds(4)));
    }

    /** The device is two hours behind the server. */
    private GatewayClient synchronizedClient() {
        rest.responds(
                200,
                "{\"server_time\":\"%s\",\"server_time_ms\":%d}"
                        .formatted(NOW.plus(OFFSET), NOW.plus(OFFSET).toEpochMilli()),
                Map.of());
        return client();
    }

    @Test
    void dates_a_request_by_the_time_of_the_server() {
        gateway.returns(Messages.account());
        try (GatewayClient client = synchronizedClient()) {
            Account account = client.call(session, Call.account()).orElseThrow();
            assertThat(account.raceName()).isEqualTo("Nova Pilot");
            client.call(session, Call.account()).orElseThrow();
        }
        assertThat(rest.requests()).as("the time is asked for once").hasSize(1);
        SignedRequest request = gateway.requests().getFirst();
        assertThat(request.getIssuedAtMs()).isEqualTo(NOW.plus(OFFSET).toEpochMilli());
        assertThat(request.getDeviceSessionId()).isEqualTo(SESSION.value());
        assertThat(request.getMessageType()).isEqualTo("user.account.get");
        assertThat(request.getAudience()).isEmpty();
        assertThat(request.getRequestId())
                .isNotEqualTo(gateway.requests().getLast().getRequestId());
    }

    @Test
    void corrects_its_time_by_a_refusal_where_the_time_was_not_to_be_had() {
        rest.refuses(500, "internal_error", Map.of());
        long server = NOW.plus(OFFSET).toEpochMilli();
        gateway.returns(Messages.account())
                .fails(refusal(
                        GatewayReason.STALE_REQUEST, Duration.ZERO, Map.of("server_time_ms", Long.toString(server))));
        try (GatewayClient client = client()) {
            client.call(session, Call.account()).orElseThrow();
        }
        assertThat(gateway.requests())
                .extracting(SignedRequest::getIssuedAtMs)
                .containsExactly(NOW.toEpochMilli(), server);
    }

    @Test
    void waits_and_dates_no_earlier_than_the_gateway_accepts() {
        long server = NOW.plus(OFFSET).toEpochMilli();
        gateway.returns(Messages.account())
                .fails(refusal(
                        GatewayReason.STALE_REQUEST,
                        Duration.ofSeconds(1),
                        Map.of(
                                "server_time_ms",
                                Long.toString(server),
                                "min_issued_at_ms",
                                Long.toString(server + 6001))));
        long start = System.nanoTime();
        try (GatewayClient client = synchronizedClient()) {
            client.call(session, Call.account()).orElseThrow();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
        assertThat(gateway.requests()).extracting(SignedRequest::getIssuedAtMs).containsExactly(server, server + 6001);
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUEST_REPLAYED", "SERVICE_UNAVAILABLE", "TOO_MANY_REQUESTS", "DEADLINE_EXCEEDED"})
    void signs_anew_under_the_same_request_id(GatewayReason reason) {
        gateway.returns(Messages.account()).fails(refusal(reason)).fails(refusal(reason));
        try (GatewayClient client = synchronizedClient()) {
            client.call(session, Call.rename("Nova Pilot").withRequestId(RequestId.of("req-1")))
                    .orElseThrow();
        }
        assertThat(gateway.requests())
                .hasSize(3)
                .extracting(SignedRequest::getRequestId)
                .containsOnly("req-1");
        assertThat(gateway.requests())
                .extracting(SignedRequest::getIssuedAtMs)
                .as("other bytes each time, though the clock stands still")
                .doesNotHaveDuplicates();
    }

    @Test
    void ends_with_the_error_when_the_pause_is_longer_than_its_time() {
        gateway.fails(refusal(GatewayReason.SERVICE_UNAVAILABLE, Duration.ofSeconds(60), Map.of()));
        try (GatewayClient client = synchronizedClient()) {
            var failure =
                    catchThrowableOfType(ErrorResponseException.class, () -> client.call(session, Call.account()));
            assertThat(failure.error().code()).isEqualTo("SERVICE_UNAVAILABLE");
            assertThat(failure.error().retryAfter()).contains(Duration.ofSeconds(60));
        }
        assertThat(gateway.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void every_refusal_is_a_reason_of_the_contract_and_is_not_repeated(Refusal expected) {
        GatewayReason reason = GatewayReason.of(expected.name()).orElseThrow();
        gateway.fails(refusal(reason));
        try (GatewayClient client = synchronizedClient()) {
            var refused = (Outcome.Refused<Account, Refusal>) client.call(session, Call.rename("Nova"));
            assertThat(refused.reason()).isEqualTo(expected);
            assertThat(refused.error().status()).isEqualTo(reason.status().name());
        }
        assertThat(gateway.requests()).hasSize(1);
    }

    @Test
    void an_internal_error_is_no_result_and_is_not_repeated() {
        gateway.fails(refusal(GatewayReason.INTERNAL_ERROR));
        try (GatewayClient client = synchronizedClient()) {
            assertThat(catchThrowableOfType(ErrorResponseException.class, () -> client.call(session, Call.account())))
                    .hasMessageStartingWith("INTERNAL INTERNAL_ERROR");
        }
        assertThat(gateway.requests()).hasSize(1);
    }

    @Test
    void every_reason_is_a_refusal_or_temporary_or_an_internal_error() {
        assertThat(GatewayReason.values())
                .filteredOn(reason -> Arrays.stream(Refusal.values())
                        .noneMatch(each -> each.name().equals(reason.name())))
                .containsExactlyInAnyOrder(
                        GatewayReason.TOO_MANY_REQUESTS,
                        GatewayReason.STALE_REQUEST,
                        GatewayReason.REQUEST_REPLAYED,
                        GatewayReason.SERVICE_UNAVAILABLE,
                        GatewayReason.DEADLINE_EXCEEDED,
                        GatewayReason.INTERNAL_ERROR);
    }

    @Test
    void a_key_that_is_not_of_the_session_is_refused_by_its_signature() {
        try (GatewayClient client = synchronizedClient()) {
            var stranger = new PlayerSession(SESSION, DeviceKey.generate());
            var refused = (Outcome.Refused<Account, Refusal>) client.call(stranger, Call.account());
            assertThat(refused.reason()).isEqualTo(Refusal.SESSION_INVALID);
        }
    }

    @Test
    void an_audience_is_signed() {
        gateway.returns(Messages.account());
        rest.refuses(500, "internal_error", Map.of());
        try (GatewayClient client = GatewayClient.of(settings().withAudience("europe"), InstantSource.fixed(NOW))) {
            client.call(session, Call.account()).orElseThrow();
        }
        assertThat(gateway.requests().getFirst().getAudience()).isEqualTo("europe");
    }

    @Test
    void a_result_of_another_type_breaks_the_contract() {
        gateway.returns(com.google.protobuf.StringValue.of("\u0001"));
        try (GatewayClient client = synchronizedClient()) {
            assertThat(catchThrowableOfType(InvalidResponseException.class, () -> client.call(session, Call.account())))
                    .hasMessageContaining("user_id");
        }
    }

    @Test
    void says_that_nothing_responds_and_that_nothing_was_done() {
        var nowhere = GatewaySettings.of(
                        URI.create("http://127.0.0.1:" + LoopbackPorts.free()), "127.0.0.1:" + LoopbackPorts.free())
                .withTimeouts(Timeouts.DEFAULT.withCall(Duration.ofMillis(700)));
        try (GatewayClient client = GatewayClient.of(nowhere)) {
            var failure =
                    catchThrowableOfType(NoResponseException.class, () -> client.call(session, Call.rename("Nova")));
            assertThat(failure).hasMessageContaining("did not respond (connection refused)");
            assertThat(failure.mayBeDone()).isFalse();
        }
    }

    @Test
    void says_at_once_that_the_gateway_speaks_tls_or_that_it_does_not() {
        rest.refuses(500, "internal_error", Map.of());
        int port = URI.create("http://" + gateway.target()).getPort();
        try (SelfSignedCertificate certificate = SelfSignedCertificate.make();
                TlsProxy tls = TlsProxy.inFrontOf("127.0.0.1", port, certificate);
                GatewayClient plain = GatewayClient.of(
                        GatewaySettings.of(rest.uri(), "127.0.0.1:" + tls.port()), InstantSource.fixed(NOW));
                GatewayClient secure = GatewayClient.of(
                        GatewaySettings.of(URI.create("https://127.0.0.1:" + rest.port()), gateway.target()),
                        InstantSource.fixed(NOW))) {
            assertThat(catchThrowableOfType(NoResponseException.class, () -> plain.call(session, Call.account())))
                    .hasMessageContaining("https://");
            assertThat(catchThrowableOfType(NoResponseException.class, () -> secure.call(session, Call.account())))
                    .hasMessageContaining("it does not speak TLS");
        }
    }
}
