package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which requests are the same under one idempotency key, and which leave it to the next. */
class CorrectedRequestsIT extends OnEachTopology {
    private final TestUsers users = new TestUsers(api);

    private static String fresh() {
        return UUID.randomUUID().toString();
    }

    @Test
    void a_request_that_is_refused_for_its_values_leaves_the_key_to_the_corrected_one() {
        String id = users.create();
        String key = fresh();
        String path = Api.BASE + "/users/" + id + "/sanctions/apply";
        String late = "'sanction_code':'game_join_block','expires_at':'%s'";
        String past = TestUsers.body(late.formatted(api.time(Duration.ofDays(-1))));
        for (int i = 0; i < 2; i++) {
            api.call("POST", path).json(past).key(key).send().invalid("expires_at");
        }
        String corrected = TestUsers.body(late.formatted(api.time(Duration.ofDays(1))));
        api.call("POST", path).json(corrected).key(key).send().ok();
        api.call("POST", path).json(past).key(key).send().conflict();

        String block = fresh();
        String email = Api.freshEmail();
        String blocked = TestUsers.body("'email':'" + email + "','expires_at':'%s'");
        String blocks = Api.BASE + "/user-blocks/by-email";
        String ended = blocked.formatted(api.time(Duration.ofDays(-1)));
        api.call("POST", blocks).json(ended).key(block).send().invalid("expires_at");
        api.call("POST", blocks)
                .json(blocked.formatted(api.time(Duration.ofDays(1))))
                .key(block)
                .send()
                .ok();
        api.call("POST", blocks).json(ended).key(block).send().conflict();

        String name = fresh();
        String profile = Api.BASE + "/users/" + id + "/profile";
        api.call("POST", profile)
                .json("{'race_name':'N\u043Eva'}")
                .key(name)
                .send()
                .invalid("race_name");
        api.call("POST", profile)
                .json("{'race_name':'" + Api.freshName() + "'}")
                .key(name)
                .send()
                .ok();
    }

    @Test
    void null_is_the_same_request_as_a_field_that_is_left_out_and_so_is_another_notation_of_a_number() {
        String id = users.create();
        String key = fresh();
        String path = Api.BASE + "/users/" + id + "/limits/set";
        String who = "'reason_code':'test','actor':{'type':'admin'%s}";
        String first = "{'limit_code':'max_owned_private_games','value':3," + who.formatted("") + "}";
        String again = "{'limit_code':'max_owned_private_games','value':3.0,'expires_at':null,"
                + who.formatted(",'id':null") + "}";
        String response =
                api.call("POST", path).json(first).key(key).send().ok().toString();
        assertThat(api.call("POST", path).json(again).key(key).send().ok()).hasToString(response);
        assertThat(users.account(id).path("active_limits").path(0).path("value").asInt())
                .isEqualTo(3);
    }
}
