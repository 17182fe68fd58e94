package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpansIT extends OnEachTopology {
    private static final Duration MONTH = Duration.ofDays(30);

    private final TestUsers users = new TestUsers(api);

    @Test
    void an_end_may_be_a_span_from_the_start_or_from_the_end_before() {
        String id = users.create();
        String start = "'plan_code':'paid_monthly','starts_at':'2026-01-31T00:00:00Z',";
        users.command(id, "entitlements/grant", TestUsers.paid(start + "'ends_in':'P1Y1M'"))
                .ok();
        assertThat(end(id)).isEqualTo("2027-02-28T00:00:00.000Z");
        users.command(id, "entitlements/extend", TestUsers.paid("'ends_in':'P1M'"))
                .ok();
        assertThat(end(id)).isEqualTo("2027-03-31T00:00:00.000Z");
        String sanction = "'sanction_code':'game_join_block',";
        users.command(id, "sanctions/apply", sanction + "'expires_in':'PT90M'").ok();
        assertThat(users.account(id)
                        .path("active_sanctions")
                        .path(0)
                        .path("expires_at")
                        .asString())
                .isEqualTo(api.time(Duration.ofMinutes(90)));
    }

    @Test
    void an_end_is_a_time_or_a_span_above_zero_and_not_both() {
        String id = users.create();
        String plan = "'plan_code':'paid_monthly',";
        for (String span : List.of("P0D", "1M", "P-1M", "P9999Y", "PT0.5S", "")) {
            users.command(id, "entitlements/grant", TestUsers.paid(plan + "'ends_in':'%s'".formatted(span)))
                    .invalid("ends_in");
        }
        String both = "'ends_in':'P1M','ends_at':'%s'".formatted(api.time(MONTH));
        users.command(id, "entitlements/grant", TestUsers.paid(plan + both)).invalid("ends_in");
        users.command(id, "entitlements/grant", TestUsers.paid("'plan_code':'paid_lifetime','ends_in':'P1M'"))
                .invalid("ends_in");
        users.command(id, "entitlements/extend", TestUsers.paid("'ends_in':null"))
                .invalid("ends_at");
        for (String span : List.of("x", "P9999Y")) {
            String late = ",'expires_in':'%s'".formatted(span);
            users.command(id, "limits/set", "'limit_code':'max_owned_private_games','value':1" + late)
                    .invalid("expires_in");
            users.command(id, "sanctions/apply", "'sanction_code':'game_join_block'" + late)
                    .invalid("expires_in");
        }
    }

    @Test
    void a_block_may_end_after_a_span_which_under_one_key_is_counted_once() {
        String id = users.create();
        String end = api.time(Duration.ofMinutes(90));
        String body = "{'reason_code':'spam','expires_in':'PT90M'}";
        String blocked = Api.BASE + "/users/" + id + "/block";
        assertThat(api.call("POST", blocked)
                        .json(body)
                        .key("block-1")
                        .send()
                        .ok()
                        .path("expires_at")
                        .asString())
                .isEqualTo(end);
        api.advance(Duration.ofMinutes(1));
        assertThat(api.call("POST", blocked)
                        .json(body)
                        .key("block-1")
                        .send()
                        .ok()
                        .path("expires_at")
                        .asString())
                .isEqualTo(end);
        api.call("POST", blocked)
                .json("{'reason_code':'spam','expires_in':'PT90M','expires_at':'2090-01-01T00:00:00Z'}")
                .send()
                .invalid("expires_in");
        String address = "{'email':'span@example.com','reason_code':'spam','expires_in':'%s'}";
        String byEmail = Api.BASE + "/user-blocks/by-email";
        api.call("POST", byEmail).json(address.formatted("P9999Y")).send().invalid("expires_in");
        assertThat(api.call("POST", byEmail)
                        .json(address.formatted("P1D"))
                        .send()
                        .ok()
                        .path("expires_at")
                        .asString())
                .isEqualTo(api.time(Duration.ofDays(1)));
    }

    private String end(String id) {
        return users.account(id).path("entitlement").path("ends_at").asString();
    }

    @Test
    void a_span_under_the_same_key_is_the_same_request_at_any_time() {
        String id = users.create();
        String path = Api.BASE + "/users/" + id + "/sanctions/apply";
        String body = TestUsers.body("'sanction_code':'game_join_block','expires_in':'P7D'");
        String first =
                api.call("POST", path).json(body).key("spans").send().ok().toString();
        api.advance(Duration.ofHours(1));
        assertThat(api.call("POST", path).json(body).key("spans").send().ok()).hasToString(first);
    }
}
