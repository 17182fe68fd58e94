package galaxy.geoprofile.api;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.chassis.identity.Callers;
import galaxy.geoprofile.api.Api.Reply;
import galaxy.kernel.Rfc3339;
import galaxy.models.geoprofile.CountryModel;
import galaxy.models.geoprofile.CountryModel.Step;
import galaxy.models.geoprofile.Request;
import galaxy.models.geoprofile.Request.Verdict;
import galaxy.models.geoprofile.Response;
import galaxy.models.geoprofile.Version;
import galaxy.models.geoprofile.Version.State;
import galaxy.testkit.Topology;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Random requests, one after another, get from the service what they get from the model. */
@ParameterizedClass
@EnumSource(Topology.class)
class CountryModelIT {
    private static final int STEPS = 300;
    private static final CountryModel.Rules RULES = new CountryModel.Rules(false, Duration.ofDays(90));
    private static final String BY = "'reason_code':'model','actor':{'type':'admin','id':'ops-7'}";

    @Parameter
    Topology topology;

    private final Set<String> met = new HashSet<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void answers_every_request_as_the_model_does(long seed) {
        try (var api = new Api(topology, Callers.none(), Map.of())) {
            var random = new Random(seed);
            String user = api.user("pilot@example.com", Map.of());
            CountryModel model = CountryModel.empty(RULES);
            for (int i = 0; i < STEPS; i++) {
                api.clock.advance(Duration.ofHours(random.nextInt(200)));
                Request request = request(random, model.versions().size());
                Step step = model.serve(request, api.clock.instant());
                // Users respond at once.
                model = step.next().acknowledged(api.clock.instant());
                compare(
                        send(api, user, request),
                        afterwards(step.response(), model),
                        "seed %d, step %d: %s".formatted(seed, i, request));
            }
            check(api, user, model);
        }
        assertThat(met)
                .containsExactlyInAnyOrder(
                        "done", "already_effective", "cooling_down", "not_proposed", "version_not_found");
    }

    private static Request request(Random random, int versions) {
        String country = List.of("DE", "FR", "IT").get(random.nextInt(3));
        return random.nextInt(5) < 3
                ? new Request.Propose(
                        country, List.of("user", "admin", "observed").get(random.nextInt(3)), false)
                : new Request.Decide(
                        Math.max(1, versions + 1 - random.nextInt(3)),
                        List.of(Verdict.values()).get(random.nextInt(3)));
    }

    private static Reply send(Api api, String user, Request request) {
        String versions = "/users/" + user + "/country-versions";
        return switch (request) {
            case Request.Propose(String country, String source, boolean _) ->
                api.post(versions, "{'country':'%s','source':'%s',%s}".formatted(country, source, BY));
            case Request.Decide(int number, Verdict verdict) ->
                api.post(
                        "%s/%d/%s".formatted(versions, number, verdict.name().toLowerCase(Locale.ROOT)),
                        "{" + BY + "}");
        };
    }

    private static Response afterwards(Response response, CountryModel model) {
        return response instanceof Response.Done(Version version)
                ? new Response.Done(model.find(version.number()).orElseThrow())
                : response;
    }

    private void compare(Reply reply, Response expected, String name) {
        assertThat(response(reply)).as(name).isEqualTo(expected);
    }

    private Response response(Reply reply) {
        if (reply.status() == 200) {
            met.add("done");
            return new Response.Done(version(reply.json().path("version")));
        }
        String code = reply.json().at("/error/code").asString("");
        if (code.equals("conflict")) {
            String state = reply.json().at("/error/details/0/reason").asString("");
            met.add(state);
            return new Response.Conflict(state);
        }
        assertThat(code).isEqualTo("version_not_found");
        met.add(code);
        return new Response.VersionNotFound();
    }

    private static Version version(JsonNode json) {
        return new Version(
                json.path("number").asInt(),
                json.path("country").asString(""),
                json.path("source").asString(""),
                State.valueOf(json.path("state").asString("").toUpperCase(Locale.ROOT)));
    }

    private static void check(Api api, String user, CountryModel model) {
        JsonNode all =
                api.get("/users/" + user + "/country-versions?page_size=200").ok();
        assertThat(all.path("items")
                        .valueStream()
                        .map(CountryModelIT::version)
                        .toList()
                        .reversed())
                .isEqualTo(model.versions()
                        .subList(
                                model.versions().size() - all.path("items").size(),
                                model.versions().size()));
        JsonNode profile = api.get("/users/" + user + "/country-profile").ok();
        for (State state : List.of(State.EFFECTIVE, State.PROPOSED)) {
            JsonNode shown = profile.path(state.name().toLowerCase(Locale.ROOT));
            assertThat(model.in(state).map(Version::number).orElse(0))
                    .isEqualTo(shown.path("number").asInt(0));
        }
        assertThat(profile.path("next_proposal_at").asString(""))
                .isEqualTo(model.nextProposalAt(api.clock.instant())
                        .map(Rfc3339::format)
                        .orElse(""));
        assertThat(api.country(user))
                .isEqualTo(model.in(State.EFFECTIVE).map(Version::country).orElse(""));
    }
}
