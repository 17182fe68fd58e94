package galaxy.auth.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.identity.Callers;
import galaxy.models.auth.AuthModel;
import galaxy.models.auth.Request;
import galaxy.models.auth.Response;
import galaxy.models.auth.Rules;
import galaxy.testkit.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Random requests, one after another, get from the service what they get from the model. */
@ParameterizedClass
@EnumSource(Topology.class)
class AuthModelIT {
    private static final int STEPS = 400;
    private static final Rules RULES =
            new Rules(Duration.ofDays(10), Duration.ofDays(15), 3, new Rules.Limits(5, 10, 12, 9));
    private static final Map<String, String> SETTINGS = Map.of(
            "auth.session.idle", "10d",
            "auth.session.life", "15d",
            "auth.session.max", "3",
            "auth.limits.wrong-per-day", "12",
            "auth.limits.wrong-in-a-row", "9");

    @Parameter
    Topology topology;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void answers_every_request_as_the_model_does(long seed) {
        try (var api = new Api(topology, Callers.none(), SETTINGS)) {
            var model = new AuthModel(RULES);
            var requests = new RandomRequests(seed);
            for (int i = 0; i < STEPS; i++) {
                api.clock.advance(requests.pause());
                Request request = requests.next(api.clock.instant());
                Response response = compare(api, model, request, "seed %d, step %d: %s".formatted(seed, i, request));
                requests.learn(response);
            }
            assertThat(requests.kinds()).as("each kind of response was met").hasSizeGreaterThanOrEqualTo(9);
            for (String user : requests.users()) {
                compare(api, model, new Request.ListSessions(user, true), "at the end: " + user);
            }
        }
    }

    private static Response compare(Api api, AuthModel model, Request request, String name) {
        var service = new ServiceUnderModel(api);
        Response real = service.serve(request);
        Response expected = model.serve(request, api.clock.instant(), service.draws(real));
        assertThat(ServiceUnderModel.comparable(real)).as(name).isEqualTo(ServiceUnderModel.comparable(expected));
        if (request instanceof Request.Use(String id, var _, Optional<String> _)) {
            Request show = new Request.Show(id);
            Response after = model.serve(show, api.clock.instant(), service.draws(real));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(List.of(ServiceUnderModel.comparable(service.serve(show))))
                            .as(name)
                            .containsExactly(ServiceUnderModel.comparable(after)));
        }
        return real;
    }
}
