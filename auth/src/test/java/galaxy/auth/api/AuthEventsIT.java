package galaxy.auth.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.identity.Callers;
import galaxy.testkit.PublishedEvent;
import galaxy.testkit.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The events of sessions: which, by whom, and in which order. */
@ParameterizedClass
@EnumSource(Topology.class)
class AuthEventsIT {
    private static final String EMAIL = "events@example.com";

    @Parameter
    Topology topology;

    private Api api;

    @BeforeEach
    void start() {
        api = new Api(topology, Callers.none(), Map.of("auth.session.max", "2"));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private List<PublishedEvent> events() {
        return Stored.image(topology).events().stream()
                .filter(event -> event.source().equals("/galaxy/auth"))
                .toList();
    }

    /** Waits until so many are public. */
    private List<PublishedEvent> events(int count) {
        await().atMost(Duration.ofSeconds(10)).until(() -> events().size() >= count);
        return events();
    }

    private static String shown(PublishedEvent event) {
        JsonNode data = event.data();
        return String.join(
                " ",
                event.operation(),
                data.path("mutation_source").asString("-"),
                data.at("/actor/type").asString("-") + ":"
                        + data.at("/actor/id").asString("-"),
                data.at("/session/status").asString("-"),
                data.at("/session/end_reason_code").asString("-"));
    }

    @Test
    void each_change_of_a_session_is_one_event_that_says_by_whom() {
        JsonNode first = api.signIn(EMAIL, 1);
        String user = first.path("user_id").asString();
        api.signIn(EMAIL, 2);
        String third = api.signIn(EMAIL, 3).path("device_session_id").asString();
        api.post(
                        "/device-sessions/" + third + "/revoke",
                        "{'reason_code':'signed_out','actor':{'type':'user','id':'me'}}")
                .ok();
        api.post(
                        "/users/" + user + "/device-sessions/revoke-all",
                        "{'reason_code':'stolen','actor':{'type':'admin','id':'ops-7'}}")
                .ok();
        String last = api.signIn(EMAIL, 4).path("device_session_id").asString();
        api.clock.advance(Duration.ofDays(31));
        List<PublishedEvent> all = events(8);
        assertThat(all)
                .extracting(AuthEventsIT::shown)
                .containsExactly(
                        "created sign_in user:%s active -".formatted(user),
                        "created sign_in user:%s active -".formatted(user),
                        "displaced sign_in service:auth revoked displaced",
                        "created sign_in user:%s active -".formatted(user),
                        "revoked self_service user:me revoked signed_out",
                        "revoked admin_command admin:ops-7 revoked stolen",
                        "created sign_in user:%s active -".formatted(user),
                        "expired expiry service:auth expired idle_timeout");
        assertThat(all).extracting(PublishedEvent::type).containsOnly("auth.session.changed");
        assertThat(all).extracting(PublishedEvent::subject).containsOnly(user);
        assertThat(all)
                .as("the version of the record of the user's sessions; those of one commit share it")
                .extracting(PublishedEvent::sequence)
                .containsExactly(1L, 2L, 3L, 3L, 4L, 5L, 6L, 7L);
        assertThat(all.getLast().data().at("/session/device_session_id").asString())
                .isEqualTo(last);
        assertThat(all)
                .allSatisfy(event -> assertThat(event.fields().toString()).doesNotContain(EMAIL, "@"));
    }

    @Test
    void a_block_ends_sessions_with_its_response_or_with_its_event() {
        String one = api.signIn(EMAIL, 1).path("user_id").asString();
        api.post("/users/" + one + "/block", "{'reason_code':'chargeback','actor':{'type':'admin','id':'ops-7'}}")
                .ok();
        PublishedEvent ended = events(2).getLast();
        assertThat(shown(ended)).matches("revoked user_block (admin:ops-7|service:auth) revoked login_blocked");
        api.clock.advance(Duration.ofHours(1));
        String other = api.signIn("other@example.com", 2).path("user_id").asString();
        api.users("/users/" + other + "/block", "{'reason_code':'chargeback','actor':{'type':'admin','id':'ops-7'}}")
                .ok();
        assertThat(shown(events(4).getLast())).isEqualTo("revoked user_block service:auth revoked login_blocked");
    }

    @Test
    void an_event_has_the_time_of_what_it_announces() {
        JsonNode session = api.signIn(EMAIL, 1);
        api.clock.advance(Duration.ofSeconds(3));
        JsonNode revoked = api.post(
                        "/device-sessions/" + session.path("device_session_id").asString() + "/revoke",
                        "{'reason_code':'signed_out','actor':{'type':'user','id':'me'}}")
                .ok();
        assertThat(revoked.path("created_at")).isNotEqualTo(revoked.path("ended_at"));
        assertThat(events(2))
                .extracting(event -> event.fields().get("time"))
                .containsExactly(
                        revoked.path("created_at").asString(),
                        revoked.path("ended_at").asString());
    }
}
