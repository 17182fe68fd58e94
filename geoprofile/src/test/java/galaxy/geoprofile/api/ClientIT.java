package galaxy.geoprofile.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.client.ClientSettings;
import galaxy.client.Outcome;
import galaxy.client.PageRequest;
import galaxy.client.geoprofile.CountryProfile;
import galaxy.client.geoprofile.CountryVersion;
import galaxy.client.geoprofile.GeoProfileClient;
import galaxy.client.geoprofile.MostObserved;
import galaxy.client.geoprofile.Observation;
import galaxy.client.geoprofile.ObservedCountry;
import galaxy.client.geoprofile.Proposal;
import galaxy.client.geoprofile.Refusal;
import galaxy.client.users.Reason;
import galaxy.kernel.Actor;
import galaxy.kernel.CountryCode;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import galaxy.testkit.Topology;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client against the service. */
class ClientIT {
    private static final Reason REASON = new Reason(ReasonCode.of("moved"), Actor.of("admin", "ops-7"));
    private static final CountryCode DE = CountryCode.of("DE");
    private static final CountryCode FR = CountryCode.of("FR");
    private static final Optional<IdempotencyKey> NO_KEY = Optional.empty();
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-03-01");
    private static final UserId UNKNOWN = UserId.of(new byte[UserId.BYTES]);

    private Api api;
    private GeoProfileClient client;
    private UserId user;

    @BeforeEach
    void start() {
        api = Api.open(Topology.STAND_ALONE);
        client = GeoProfileClient.of(ClientSettings.of(URI.create(api.geoprofile.address())));
        user = UserId.of(api.user("pilot@example.com", Map.of()));
    }

    @AfterEach
    void stop() {
        client.close();
        api.close();
    }

    private CountryVersion propose(CountryCode country, String source) {
        return client.propose(user, new Proposal(country, source, REASON), NO_KEY)
                .orElseThrow();
    }

    private static void refused(Outcome<CountryVersion, Refusal> outcome, Refusal expected) {
        assertThat(
                        switch (outcome) {
                            case Outcome.Done<CountryVersion, Refusal>(CountryVersion version) -> version;
                            case Outcome.Refused<CountryVersion, Refusal>(Refusal reason, var _) -> reason;
                        })
                .isEqualTo(expected);
    }

    @Test
    void a_version_is_proposed_decided_and_read() {
        CountryVersion proposed = propose(DE, "user");
        assertThat(proposed)
                .isEqualTo(new CountryVersion(
                        1,
                        DE,
                        "user",
                        "proposed",
                        new CountryVersion.Step(NOON, REASON.actor(), REASON.code()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(client.reviews("proposed", PageRequest.first(10))
                        .orElseThrow()
                        .items())
                .singleElement()
                .satisfies(review -> assertThat(review.userId()).isEqualTo(user))
                .satisfies(review -> assertThat(review.version()).isEqualTo(proposed));
        CountryVersion approved = client.approve(user, 1, REASON, NO_KEY).orElseThrow();
        assertThat(approved.state()).isEqualTo("effective");
        assertThat(approved.effectiveAt()).contains(NOON);
        assertThat(client.profile(user))
                .isEqualTo(new CountryProfile(
                        user.value(),
                        Optional.of(approved),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(NOON.plus(Duration.ofDays(90)))));
        propose(FR, "observed");
        assertThat(client.reject(user, 2, REASON, NO_KEY).orElseThrow().state()).isEqualTo("rejected");
        propose(FR, "observed");
        assertThat(client.withdraw(user, 3, REASON, NO_KEY).orElseThrow().state())
                .isEqualTo("withdrawn");
        assertThat(client.versions(user, PageRequest.first(10)).orElseThrow().items())
                .extracting(CountryVersion::number)
                .containsExactly(3, 2, 1);
    }

    @Test
    void each_refusal_of_the_contract_is_a_value() {
        var german = new Proposal(DE, "user", REASON);
        refused(client.propose(UNKNOWN, german, NO_KEY), Refusal.USER_NOT_FOUND);
        refused(client.approve(user, 7, REASON, NO_KEY), Refusal.VERSION_NOT_FOUND);
        refused(client.propose(user, new Proposal(DE, "geoip", REASON), NO_KEY), Refusal.INVALID_REQUEST);
        propose(DE, "admin");
        refused(client.propose(user, german, NO_KEY), Refusal.CONFLICT);
    }

    @Test
    void a_proposal_under_a_key_is_one_version() {
        var key = Optional.of(IdempotencyKey.of("one"));
        var proposal = new Proposal(DE, "admin", REASON);
        CountryVersion first = client.propose(user, proposal, key).orElseThrow();
        assertThat(client.propose(user, proposal, key).orElseThrow()).isEqualTo(first);
    }

    @Test
    void observations_are_reported_and_read() {
        var seen = new Observation(user, InetAddress.ofLiteral("8.8.8.8"), NOON);
        assertThat(client.report(List.of(seen, seen)).orElseThrow()).isEqualTo(2);
        CountryCode us = CountryCode.of("US");
        await().untilAsserted(() ->
                assertThat(client.observations(user)).containsExactly(new ObservedCountry(us, 1, 2, TODAY, TODAY)));
        assertThat(client.profile(user).mostObserved()).contains(new MostObserved(us, 1));
        assertThat(client.observations(UNKNOWN)).isEmpty();
    }
}
