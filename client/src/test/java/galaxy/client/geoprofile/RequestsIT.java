package galaxy.client.geoprofile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import galaxy.client.CallContext;
import galaxy.client.ClientSettings;
import galaxy.client.Examples;
import galaxy.client.NoResponseException;
import galaxy.client.PageRequest;
import galaxy.client.StubService;
import galaxy.client.users.Reason;
import galaxy.kernel.Actor;
import galaxy.kernel.CountryCode;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Secret;
import galaxy.kernel.UserId;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class RequestsIT {
    private static final UserId PILOT = UserId.of("usr_3w8n1f6m0c5r9k2t7x4y8z1q6d");
    private static final Reason REASON = new Reason(ReasonCode.of("moved"), Actor.of("admin", "ops-7"));
    private static final Proposal GERMANY = new Proposal(CountryCode.of("DE"), "admin", REASON);
    private static final Optional<IdempotencyKey> KEY = Optional.of(IdempotencyKey.of("case 7"));

    private final StubService service = new StubService(Examples.GEOPROFILE);
    private final GeoProfileClient client = GeoProfileClient.of(service.settings());

    @AfterEach
    void stop() {
        client.close();
        service.close();
    }

    @Test
    void calls_every_route_as_the_contract_defines_it() {
        callAll();
        service.requireEveryRoute(path ->
                path.replace(PILOT.value(), "{user_id}").replace("/country-versions/3", "/country-versions/{number}"));
    }

    private void callAll() {
        for (String example : List.of(
                "Decided",
                "Decided",
                "Decided",
                "Decided",
                "Profile",
                "VersionPage",
                "ReviewPage",
                "Observations",
                "Accepted")) {
            service.responds(example);
        }
        client.propose(PILOT, GERMANY, KEY).orElseThrow();
        client.approve(PILOT, 3, REASON, KEY).orElseThrow();
        client.reject(PILOT, 3, REASON, Optional.empty()).orElseThrow();
        client.withdraw(PILOT, 3, REASON, Optional.empty()).orElseThrow();
        assertThat(client.profile(PILOT).userId()).isNotEmpty();
        assertThat(client.versions(PILOT, PageRequest.after("a b&c", 7))
                        .orElseThrow()
                        .items())
                .isNotEmpty();
        assertThat(client.reviews("syncing", PageRequest.first(7)).orElseThrow().items())
                .isNotEmpty();
        assertThat(client.observations(PILOT)).isNotEmpty();
        var seen = new Observation(PILOT, InetAddress.ofLiteral("fe80::7%1"), Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(client.report(List.of(seen)).orElseThrow()).isPositive();
    }

    @Test
    void gives_back_the_json_of_the_contract() {
        for (String example : List.of("Profile", "VersionPage", "ReviewPage", "Observations", "Decided")) {
            service.responds(example);
        }
        assertThat(GeoProfileJson.profile(client.profile(PILOT))).isEqualTo(Examples.GEOPROFILE.of("Profile"));
        var page = PageRequest.first(10);
        assertThat(client.versions(PILOT, page).orElseThrow().items().stream().<JsonNode>map(GeoProfileJson::version))
                .containsExactlyElementsOf(Examples.GEOPROFILE.of("VersionPage").path("items"));
        assertThat(client.reviews("proposed", page).orElseThrow().items().stream()
                        .<JsonNode>map(GeoProfileJson::review))
                .containsExactlyElementsOf(Examples.GEOPROFILE.of("ReviewPage").path("items"));
        assertThat(client.observations(PILOT).stream().<JsonNode>map(GeoProfileJson::observed))
                .containsExactlyElementsOf(
                        Examples.GEOPROFILE.of("Observations").path("items"));
        CountryVersion decided = client.approve(PILOT, 3, REASON, KEY).orElseThrow();
        assertThat(GeoProfileJson.version(decided))
                .isEqualTo(Examples.GEOPROFILE.of("Decided").path("version"));
    }

    @Test
    void sends_token_key_request_id_and_trace() {
        service.responds("Decided");
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        try (var known = GeoProfileClient.of(ClientSettings.of(service.uri()).withToken(Secret.of("sesame")))) {
            known.in(CallContext.none().withRequestId("web-1").withTraceparent(trace))
                    .propose(PILOT, GERMANY, KEY);
        }
        assertThat(service.requests().getFirst().headers())
                .containsEntry("Authorization", "Bearer sesame")
                .containsEntry("Idempotency-key", "case 7")
                .containsEntry("X-request-id", "web-1")
                .containsEntry("Traceparent", trace);
    }

    @Test
    void a_decision_is_repeated_without_a_key_and_a_proposal_is_not() {
        service.closesTheConnection().responds("Decided").closesTheConnection();
        client.approve(PILOT, 3, REASON, Optional.empty()).orElseThrow();
        assertThat(service.requests()).hasSize(2);
        assertThat(catchThrowable(() -> client.propose(PILOT, GERMANY, Optional.empty())))
                .isInstanceOf(NoResponseException.class);
        assertThat(service.requests()).hasSize(3);
    }
}
