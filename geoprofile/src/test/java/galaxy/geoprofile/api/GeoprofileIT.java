package galaxy.geoprofile.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.testkit.RedisNode;
import galaxy.testkit.StoreImage;
import galaxy.testkit.Topology;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The routes of geoprofile, with the users service beside it. */
@ParameterizedClass
@EnumSource(Topology.class)
class GeoprofileIT {
    private static final String OPS = "'reason_code':'checked','actor':{'type':'admin','id':'ops-7'}";
    private static final String UNKNOWN = "usr_00000000000000000000000000";
    private static final Duration SOON = Duration.ofSeconds(10);

    /** In the bundled table, an address of the United States. */
    private static final String AMERICAN = "8.8.8.8";

    private static Api api;

    @Parameter
    Topology topology;

    @BeforeParameterizedClassInvocation
    static void start(Topology topology) {
        api = Api.open(topology);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        api.close();
    }

    private static String proposal(String country, String source) {
        return "{'country':'%s','source':'%s',%s}".formatted(country, source, OPS);
    }

    private static Api.Reply propose(String user, String country, String source) {
        return api.post("/users/" + user + "/country-versions", proposal(country, source));
    }

    private static Api.Reply decide(String user, int number, String how) {
        return api.post("/users/" + user + "/country-versions/" + number + "/" + how, "{" + OPS + "}");
    }

    private static JsonNode profile(String user) {
        return api.get("/users/" + user + "/country-profile").ok();
    }

    private static List<String> operations(String user) {
        return api.events(user, "geo.country_version.changed").stream()
                .map(event -> event.path("operation").asString())
                .toList();
    }

    @Test
    void a_declaration_is_proposed_approved_and_known_to_users() {
        String user = api.user("flow@example.com", Map.of());
        JsonNode proposed = propose(user, "DE", "user").ok();
        assertThat(proposed.at("/version/number").intValue()).isEqualTo(1);
        assertThat(proposed.at("/version/state").asString()).isEqualTo("proposed");
        assertThat(profile(user).at("/proposed/country").asString()).isEqualTo("DE");
        assertThat(api.country(user)).isEmpty();
        JsonNode approved = decide(user, 1, "approve").ok();
        assertThat(approved.at("/version/state").asString()).isEqualTo("effective");
        assertThat(approved.at("/version/decided_by/id").asString()).isEqualTo("ops-7");
        assertThat(api.country(user)).isEqualTo("DE");
        JsonNode profile = profile(user);
        assertThat(profile.path("effective")).isEqualTo(approved.path("version"));
        assertThat(profile.path("syncing").isNull()).isTrue();
        assertThat(profile.path("next_proposal_at").asString()).isEqualTo("2026-05-30T12:00:00.000Z");
        Api.Reply cooling = propose(user, "FR", "user").conflict("cooling_down");
        assertThat(cooling.json().at("/error/details/1").toString())
                .isEqualTo("{\"field\":\"next_proposal_at\",\"reason\":\"2026-05-30T12:00:00.000Z\"}");
        propose(user, "DE", "admin").conflict("already_effective");
        assertThat(propose(user, "FR", "admin").ok().at("/version/state").asString())
                .isEqualTo("effective");
        assertThat(api.country(user)).isEqualTo("FR");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(operations(user))
                        .containsExactly(
                                "proposed",
                                "approved",
                                "effective",
                                "proposed",
                                "approved",
                                "superseded",
                                "effective"));
        assertThat(image().events())
                .filteredOn(event -> event.source().equals("/galaxy/geoprofile")
                        && event.subject().equals(user))
                .extracting(event -> event.sequence())
                .containsExactly(1L, 2L, 3L, 4L, 4L, 5L, 5L);
        JsonNode effective = api.events(user, "geo.country_version.changed").get(2);
        assertThat(effective.path("caller").asString()).isEqualTo("geoprofile");
        assertThat(effective.path("actor").toString()).isEqualTo("{\"type\":\"service\",\"id\":\"geoprofile\"}");
        assertThat(effective.path("request_id").isNull()).isTrue();
        assertThat(api.events(user, "user.declared_country.changed"))
                .extracting(event -> event.path("request_id").asString())
                .containsExactly("geo." + user + ".1.1", "geo." + user + ".2.1");
    }

    @Test
    void versions_are_decided_once() {
        String user = api.user("decide@example.com", Map.of());
        propose(user, "DE", "user").ok();
        assertThat(decide(user, 1, "reject").ok().at("/version/state").asString())
                .isEqualTo("rejected");
        decide(user, 1, "reject").ok();
        decide(user, 1, "approve").conflict("not_proposed");
        decide(user, 1, "withdraw").conflict("not_proposed");
        decide(user, 2, "approve").refused(404, "version_not_found");
        decide(UNKNOWN, 1, "approve").refused(404, "version_not_found");
        decide("nonsense", 1, "approve").refused(404, "version_not_found");
        api.post("/users/" + user + "/country-versions/x/approve", "{" + OPS + "}")
                .refused(404, "version_not_found");
        propose(user, "FR", "user").ok();
        propose(user, "NL", "observed").ok();
        assertThat(decide(user, 3, "withdraw").ok().at("/version/state").asString())
                .isEqualTo("withdrawn");
        JsonNode items = api.get("/users/" + user + "/country-versions").ok().path("items");
        assertThat(items).hasSize(3);
        assertThat(items.at("/0/number").intValue()).isEqualTo(3);
        assertThat(items.at("/1/decision_reason_code").asString()).isEqualTo("replaced");
    }

    @Test
    void only_users_whom_users_know_have_versions() {
        propose(UNKNOWN, "DE", "user").refused(404, "user_not_found");
        propose("nonsense", "DE", "user").refused(404, "user_not_found");
        assertThat(profile("nonsense").path("effective").isNull()).isTrue();
        assertThat(api.get("/users/nonsense/country-versions").ok().path("items"))
                .isEmpty();
        assertThat(api.get("/users/nonsense/country-observations").ok().path("items"))
                .isEmpty();
    }

    @Test
    void invalid_input_is_refused_at_its_field() {
        String user = api.user("invalid@example.com", Map.of());
        for (String country : List.of("de", "UK", "XX", "")) {
            propose(user, country, "user").invalid("country");
        }
        propose(user, "DE", "geoip").invalid("source");
        String path = "/users/" + user + "/country-versions";
        api.post(path, "{'country':'DE','source':'user','reason_code':'Moved','actor':{'type':'user'}}")
                .invalid("reason_code");
        api.post(path, "{'country':'DE','source':'user','reason_code':'moved'}").invalid("actor");
        api.get(path + "?page_token=nonsense").invalid("page_token");
        api.get("/country-reviews?status=effective").invalid("status");
        String seen = "{'observations':[{'user_id':'%s','ip':'%s','observed_at':'%s'}]}";
        api.post("/country-observations", seen.formatted("x", AMERICAN, "2026-03-01T12:00:00Z"))
                .invalid("observations[0].user_id");
        api.post("/country-observations", seen.formatted(user, "localhost", "2026-03-01T12:00:00Z"))
                .invalid("observations[0].ip");
        api.post("/country-observations", seen.formatted(user, AMERICAN, "today"))
                .invalid("observations[0].observed_at");
        api.post("/country-observations", "{'observations':[]}").invalid("observations");
    }

    @Test
    void the_longest_rows_of_a_full_batch_are_taken() {
        String row =
                "{'user_id':'%s','ip':'2001:0db8:85a3:1234:5678:8a2e:0370:7334','observed_at':'2026-03-01T12:00:00.123456789Z'}"
                        .formatted(UNKNOWN);
        String rows = String.join(",", Collections.nCopies(500, row));
        assertThat(api.post("/country-observations", "{'observations':[" + rows + "]}")
                        .ok()
                        .path("accepted")
                        .intValue())
                .isEqualTo(500);
        api.post("/country-observations", "{'observations':[" + rows + "," + row + "]}")
                .invalid("observations");
    }

    @Test
    void what_waits_is_listed_in_pages_with_what_was_observed() {
        List<String> waiting = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String user = api.user("review-" + i + "@example.com", Map.of());
            propose(user, "DE", "user").ok();
            waiting.add(user);
        }
        List<String> walked = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = api.get("/country-reviews?page_size=2" + (token.isEmpty() ? "" : "&page_token=" + token))
                    .ok();
            page.path("items").forEach(item -> walked.add(item.path("user_id").asString()));
            token = page.path("next_page_token").asString("");
        } while (!token.isEmpty());
        assertThat(walked).containsAll(waiting).doesNotHaveDuplicates();
        waiting.forEach(user -> decide(user, 1, "reject").ok());
        assertThat(api.get("/country-reviews?status=syncing").ok().path("items"))
                .isEmpty();
    }

    @Test
    void observations_are_counted_without_their_addresses() {
        String user = api.user("seen@example.com", Map.of());
        String row = "{'user_id':'%s','ip':'%s','observed_at':'%s'}";
        String now = "2026-03-01T12:00:00Z";
        String body = "{'observations':[%s,%s,%s]}"
                .formatted(
                        row.formatted(user, AMERICAN, now),
                        row.formatted(user, "10.0.0.1", now),
                        row.formatted(user, AMERICAN, "2026-02-27T12:00:00Z"));
        assertThat(api.post("/country-observations", body).ok().path("accepted").intValue())
                .isEqualTo(3);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(api.get("/users/" + user + "/country-observations")
                                .ok()
                                .path("items")
                                .toString())
                        .isEqualTo("[{\"country\":\"US\",\"days\":1,\"count\":1,\"first_day\":\"2026-03-01\","
                                + "\"last_day\":\"2026-03-01\"}]"));
        assertThat(profile(user).path("most_observed").toString()).isEqualTo("{\"country\":\"US\",\"days\":1}");
        propose(user, "DE", "user").ok();
        assertThat(api.get("/country-reviews?page_token=&page_size=200").ok().path("items"))
                .filteredOn(item -> user.equals(item.path("user_id").asString()))
                .singleElement()
                .satisfies(item -> assertThat(item.path("most_observed"))
                        .isEqualTo(profile(user).path("most_observed")));
        decide(user, 1, "reject").ok();
        assertThat(image().toString()).contains(user).doesNotContain(AMERICAN);
    }

    /** Everything in the store. */
    private StoreImage image() {
        try {
            return StoreImage.read(
                    topology.nodes().stream().map(RedisNode::access).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_change_by_others_at_users_is_overwritten() {
        String user = api.user("drift@example.com", Map.of());
        propose(user, "DE", "admin").ok();
        api.users("POST", "/users/" + user + "/declared-country/sync", "{'declared_country':'NL'}", Map.of())
                .ok();
        await().atMost(SOON).untilAsserted(() -> assertThat(api.country(user)).isEqualTo("DE"));
        await().untilAsserted(() -> assertThat(api.events(user, "user.declared_country.changed"))
                .extracting(event -> event.path("request_id").asString())
                .endsWith("geo." + user + ".1.r1"));
    }

    @Test
    void the_lag_of_relay_and_follower_is_noted_and_is_no_reason_to_be_unready() throws IOException {
        assertThat(api.geoprofile.checks())
                .extracting(check -> check.name())
                .containsExactly("geoprofile-relay", "geoprofile-follower");
        var bytes = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(bytes, api.registry.scrape());
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains(
                        "geoprofile_relay_lag_seconds",
                        "geoprofile_follower_lag_seconds",
                        "geo_syncing",
                        "geo_drift_total",
                        "geoip_database_built_seconds")
                .doesNotContain(AMERICAN);
    }
}
