package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdempotencyIT extends OnEachTopology {
    private final TestUsers users = new TestUsers(api);

    private static String fresh() {
        return "order " + UUID.randomUUID() + " ~!";
    }

    private String state(String id) {
        return api.get("/users/" + id).text()
                + users.history(id, "entitlement-periods")
                + users.history(id, "sanctions")
                + users.history(id, "limits");
    }

    /** Moves everything that a first answer could depend on. */
    private void moveOn(String id) {
        api.advance(Duration.ofHours(1));
        users.country(id, "SE").ok();
        users.settings(id, "'preferred_language':'sv'").ok();
        users.rename(id, Api.freshName()).ok();
        users.sanction(id, "private_game_create_block").ok();
        users.limit(id, "max_active_private_games", 9).ok();
    }

    @Test
    void the_same_request_with_the_same_key_gets_the_first_answer_also_after_the_state_moved_on() {
        for (Changes change : Changes.all(api)) {
            String id = users.create();
            change.before().accept(id);
            String key = fresh();
            String first = change.on(api, id).key(key).send().text();
            moveOn(id);
            List<String> events = api.events().kindsOf(id);
            String state = state(id);
            Reply again = change.on(api, id).key(key).send();
            assertThat(again.status()).as(change.path()).isEqualTo(200);
            assertThat(again.text()).as(change.path()).isEqualTo(first);
            assertThat(state(id)).as(change.path()).isEqualTo(state);
            assertThat(api.events().kindsOf(id)).as(change.path()).isEqualTo(events);
        }
    }

    @Test
    void another_request_with_the_same_key_is_a_conflict_and_changes_nothing() {
        for (Changes change : Changes.all(api)) {
            String id = users.create();
            change.before().accept(id);
            String key = fresh();
            change.on(api, id).key(key).send().ok();
            String state = state(id);
            change.otherOn(api, id).key(key).send().conflict();
            assertThat(state(id)).as(change.path()).isEqualTo(state);
            change.on(api, id).key(key).send().ok();
        }
    }

    @Test
    void the_same_body_for_another_command_is_another_request() {
        String id = users.create();
        String key = fresh();
        String body = TestUsers.body("'sanction_code':'game_join_block'");
        api.call("POST", Api.BASE + "/users/" + id + "/sanctions/apply")
                .json(body)
                .key(key)
                .send()
                .ok();
        api.call("POST", Api.BASE + "/users/" + id + "/sanctions/remove")
                .json(body)
                .key(key)
                .send()
                .conflict();
        assertThat(users.account(id).path("active_sanctions")).hasSize(1);
    }

    @Test
    void a_request_is_the_same_however_it_is_written() {
        String id = users.create();
        String key = fresh();
        String path = Api.BASE + "/users/" + id + "/limits/set";
        String first = api.call("POST", path)
                .json(
                        "{'limit_code':'max_owned_private_games','value':5,'reason_code':'r','actor':{'type':'a','id':'b'}}")
                .key(key)
                .send()
                .text();
        api.advance(Duration.ofSeconds(1));
        api.call("POST", path)
                .json("{ \"actor\": {\"id\":\"\\u0062\", \"type\":\"a\"},\n\"reason_code\":\"r\", \"value\":5,"
                        + "\"limit_code\":\"max_owned_private_games\"}")
                .key(key)
                .send()
                .is(first);
    }

    @Test
    void a_refusal_is_remembered_too() {
        String id = users.create();
        String key = fresh();
        String path = Api.BASE + "/users/" + id + "/entitlements/revoke";
        String body = TestUsers.body(TestUsers.paid(""));
        String first =
                api.call("POST", path).json(body).key(key).send().conflict().text();
        users.grantForEver(id).ok();
        assertThat(api.call("POST", path).json(body).key(key).send().conflict().text())
                .isEqualTo(first);
        assertThat(users.account(id).path("entitlement").path("is_paid").asBoolean())
                .isTrue();
    }

    @Test
    void a_taken_name_and_a_blocked_profile_are_remembered_too() {
        String holder = users.create();
        String name = Api.freshName();
        users.rename(holder, name).ok();
        String id = users.create();
        String key = fresh();
        String path = Api.BASE + "/users/" + id + "/profile";
        String body = "{'race_name':'" + name + "'}";
        String first =
                api.call("POST", path).json(body).key(key).send().conflict().text();
        users.rename(holder, Api.freshName()).ok();
        assertThat(api.call("POST", path).json(body).key(key).send().conflict().text())
                .isEqualTo(first);
        api.call("POST", path).json(body).key(fresh()).send().ok();

        users.sanction(id, "profile_update_block").ok();
        String blocked = fresh();
        String zone = Api.BASE + "/users/" + id + "/settings";
        String refusal = api.call("POST", zone)
                .json("{'time_zone':'UTC'}")
                .key(blocked)
                .send()
                .refused(403, "profile_update_blocked")
                .text();
        users.pardon(id, "profile_update_block").ok();
        assertThat(api.call("POST", zone)
                        .json("{'time_zone':'UTC'}")
                        .key(blocked)
                        .send()
                        .refused(403, "profile_update_blocked")
                        .text())
                .isEqualTo(refusal);
    }

    @Test
    void a_no_op_is_remembered_too() {
        String id = users.create();
        String key = fresh();
        String path = Api.BASE + "/users/" + id + "/sanctions/remove";
        String body = TestUsers.body("'sanction_code':'game_join_block'");
        Reply first = api.call("POST", path).json(body).key(key).send();
        users.sanction(id, "game_join_block").ok();
        api.call("POST", path).json(body).key(key).send().is(first.text());
        assertThat(users.account(id).path("active_sanctions")).hasSize(1);
    }

    @Test
    void an_answer_is_forgotten_after_a_day_and_not_before() {
        String id = users.create();
        String key = fresh();
        String path = Api.BASE + "/users/" + id + "/limits/set";
        String body = TestUsers.body("'limit_code':'max_owned_private_games','value':5");
        String first = api.call("POST", path).json(body).key(key).send().text();
        users.unlimit(id, "max_owned_private_games").ok();
        api.advance(Duration.ofHours(24).minusMillis(1));
        api.call("POST", path).json(body).key(key).send().is(first);
        assertThat(users.account(id).path("active_limits")).isEmpty();
        api.advance(Duration.ofMillis(1));
        String anew = api.call("POST", path).json(body).key(key).send().text();
        assertThat(anew).isNotEqualTo(first).contains(api.now());
        assertThat(users.account(id).path("active_limits")).hasSize(1);
        api.advance(Duration.ofHours(24));
        api.call("POST", path)
                .json(TestUsers.body("'limit_code':'max_owned_private_games','value':6"))
                .key(key)
                .send()
                .ok();
    }

    @Test
    void keys_of_different_users_are_different() {
        String key = fresh();
        for (int i = 0; i < 2; i++) {
            String id = users.create();
            api.call("POST", Api.BASE + "/users/" + id + "/limits/set")
                    .json(TestUsers.body("'limit_code':'max_owned_private_games','value':" + i))
                    .key(key)
                    .send()
                    .ok();
        }
    }

    @Test
    void a_key_has_1_to_128_printable_characters_and_is_given_once() {
        for (Changes change : Changes.all(api)) {
            String id = users.create();
            change.before().accept(id);
            String state = state(id);
            for (String key : List.of("", "x".repeat(129), "a\tb")) {
                change.on(api, id).key(key).send().invalid("Idempotency-Key");
            }
            change.on(api, id).key("a").key("a").send().invalid("Idempotency-Key");
            assertThat(state(id)).isEqualTo(state);
            change.on(api, id).key("x".repeat(128)).send().ok();
        }
    }

    @Test
    void an_invalid_request_is_not_remembered() {
        String id = users.create();
        String key = fresh();
        String path = Api.BASE + "/users/" + id + "/limits/set";
        api.call("POST", path)
                .json(TestUsers.body("'limit_code':'max','value':5"))
                .key(key)
                .send()
                .invalid("limit_code");
        api.call("POST", path)
                .json(TestUsers.body("'limit_code':'max_owned_private_games','value':5"))
                .key(key)
                .send()
                .ok();
    }

    @Test
    void an_unknown_user_is_not_remembered() {
        api.call("POST", Api.BASE + "/users/usr_00000000000000000000000000/limits/set")
                .json(TestUsers.body("'limit_code':'max_owned_private_games','value':5"))
                .key(fresh())
                .send()
                .userNotFound();
    }

    @Test
    void of_many_at_once_with_one_key_one_takes_effect_and_all_get_the_same_response() throws Exception {
        for (Changes change : Changes.all(api)) {
            String id = users.create();
            change.before().accept(id);
            int before = api.events().of(id).size();
            String key = fresh();
            List<Reply> replies =
                    TestUsers.atOnce(8, i -> change.on(api, id).key(key).send());
            assertThat(replies).as(change.path()).extracting(Reply::status).containsOnly(200);
            assertThat(replies)
                    .as(change.path())
                    .extracting(Reply::text)
                    .containsOnly(replies.getFirst().text());
            assertThat(api.events().of(id)).as(change.path()).hasSize(before + 1);
        }
    }

    @Test
    void of_competing_requests_with_one_key_one_succeeds_and_the_others_are_conflicts() throws Exception {
        String id = users.create();
        String key = fresh();
        List<Reply> replies = TestUsers.atOnce(
                8,
                i -> api.call("POST", Api.BASE + "/users/" + id + "/limits/set")
                        .json(TestUsers.body("'limit_code':'max_owned_private_games','value':" + i))
                        .key(key)
                        .send());
        assertThat(replies).extracting(Reply::status).containsOnly(200, 409).containsOnlyOnce(200);
        assertThat(users.history(id, "limits")).hasSize(1);
    }
}
