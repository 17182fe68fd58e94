package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SignInIT extends OnEachTopology {
    private final TestUsers users = new TestUsers(api);

    @Test
    void a_new_address_is_creatable_and_asking_creates_nothing() {
        String email = Api.freshEmail();
        users.resolve(email)
                .is(
                        "{'kind':'creatable','user_id':null,'block_reason_code':null,'block_id':null,'block_expires_at':null}");
        users.resolve(email)
                .is(
                        "{'kind':'creatable','user_id':null,'block_reason_code':null,'block_id':null,'block_expires_at':null}");
        api.post("/user-lookups/by-email", "{'email':'" + email + "'}").userNotFound();
    }

    @Test
    void a_user_is_created_once_and_found_from_then_on() {
        String email = Api.freshEmail();
        Reply created = users.ensure(email);
        String id = created.ok().path("user_id").asString();
        assertThat(id).matches("usr_[0-9a-hjkmnp-tv-z]{26}");
        created.is(
                "{'outcome':'created','user_id':'%s','block_reason_code':null,'block_id':null,'block_expires_at':null}"
                        .formatted(id));
        users.ensure(email)
                .is(
                        "{'outcome':'existing','user_id':'%s','block_reason_code':null,'block_id':null,'block_expires_at':null}"
                                .formatted(id));
        users.resolve(email)
                .is(
                        "{'kind':'existing','user_id':'%s','block_reason_code':null,'block_id':null,'block_expires_at':null}"
                                .formatted(id));
        api.get("/users/" + id + "/exists").is("{'exists':true}");
    }

    @Test
    void a_created_account_has_the_defaults_of_the_contract() {
        String email = Api.freshEmail();
        String now = api.now();
        String id = users.create(email);
        String name = users.account(id).path("race_name").asString();
        assertThat(name).matches("player-[a-z0-9]{8}").doesNotContainPattern("-.*[0o1il5s8b]");
        api.get("/users/" + id + "/account").is("""
                {'user_id':'%s','email':'%s','race_name':'%s','preferred_language':'en',
                 'time_zone':'Europe/Berlin','declared_country':null,
                 'entitlement':{'plan_code':'free','is_paid':false,'source':'auth_registration',
                   'actor':{'type':'service','id':'user_service'},'reason_code':'initial_free_entitlement',
                   'starts_at':'%s','ends_at':null,'updated_at':'%s'},
                 'active_sanctions':[],'active_limits':[],
                 'effective_limits':[
                   {'limit_code':'max_owned_private_games','value':0,'origin':'default'},
                   {'limit_code':'max_active_private_games','value':0,'origin':'default'},
                   {'limit_code':'max_pending_public_applications','value':3,'origin':'default'},
                   {'limit_code':'max_pending_private_join_requests','value':3,'origin':'default'},
                   {'limit_code':'max_pending_private_invites_sent','value':0,'origin':'default'},
                   {'limit_code':'max_active_game_memberships','value':3,'origin':'default'}],
                 'created_at':'%s','updated_at':'%s'}""".formatted(id, email, name, now, now, now, now));
    }

    @Test
    void every_read_of_a_user_gives_the_same_account() {
        String email = Api.freshEmail();
        String id = users.create(email);
        String account = api.get("/users/" + id + "/account").text();
        String name = users.account(id).path("race_name").asString();
        api.get("/users/" + id).is(account);
        api.post("/user-lookups/by-email", "{'email':' " + email + "\\t'}").is(account);
        api.post("/user-lookups/by-race-name", "{'race_name':' " + name + " '}").is(account);
        assertThat(api.get("/users?page_size=200")
                        .ok()
                        .path("items")
                        .valueStream()
                        .map(JsonNode::toString))
                .contains(account);
    }

    @Test
    void the_registration_context_is_canonical_and_used_on_creation_only() {
        String email = Api.freshEmail();
        api.post("/users/ensure-by-email", """
                {'email':'%s','registration_context':{'preferred_language':'PT-br','time_zone':'America/Sao_Paulo'}}""".formatted(email)).ok();
        String id = users.ensure(email).ok().path("user_id").asString();
        assertThat(users.account(id).path("preferred_language").asString()).isEqualTo("pt-BR");
        assertThat(users.account(id).path("time_zone").asString()).isEqualTo("America/Sao_Paulo");
    }

    @Test
    void the_registration_context_is_required_always_and_validated_only_where_a_user_is_created() {
        String known = Api.freshEmail();
        users.create(known);
        String blocked = Api.freshEmail();
        users.block(blocked, "spam").ok();
        for (String context : List.of(
                "'xx-1','time_zone':'Europe/Berlin'", "'en_US','time_zone':'UTC'", "'en','time_zone':'GMT+02:00'")) {
            String field = context.startsWith("'en',") ? "time_zone" : "preferred_language";
            String free = Api.freshEmail();
            ensureWith(free, context).invalid("registration_context." + field);
            users.resolve(free)
                    .is(
                            "{'kind':'creatable','user_id':null,'block_reason_code':null,'block_id':null,'block_expires_at':null}");
            assertThat(ensureWith(known, context).ok().path("outcome").asString())
                    .isEqualTo("existing");
            assertThat(ensureWith(blocked, context).ok().path("outcome").asString())
                    .isEqualTo("blocked");
        }
        for (String email : List.of(Api.freshEmail(), known, blocked)) {
            api.post("/users/ensure-by-email", "{'email':'%s'}".formatted(email))
                    .invalid("registration_context");
            api.post("/users/ensure-by-email", "{'email':'%s','registration_context':{}}".formatted(email))
                    .invalid("registration_context.preferred_language", "registration_context.time_zone");
        }
    }

    private Reply ensureWith(String email, String context) {
        return api.post(
                "/users/ensure-by-email",
                "{'email':'%s','registration_context':{'preferred_language':%s}}".formatted(email, context));
    }

    @Test
    void a_zone_that_the_jdk_lacks_is_returned_as_given() {
        for (String zone : List.of("EST", "HST", "ROC", "America/Coyhaique")) {
            String email = Api.freshEmail();
            ensureWith(email, "'en-gb-oed','time_zone':'" + zone + "'").ok();
            String id = users.ensure(email).ok().path("user_id").asString();
            assertThat(users.account(id).path("time_zone").asString()).isEqualTo(zone);
            assertThat(users.account(id).path("preferred_language").asString()).isEqualTo("en-GB-oed");
        }
    }

    @Test
    void an_address_is_trimmed_and_then_matched_byte_for_byte() {
        String email = "Pilot-" + Api.freshEmail();
        String id = users.create("\t\u00A0 " + email + " \u2003\r\n");
        assertThat(users.account(id).path("email").asString()).isEqualTo(email);
        users.resolve(" " + email)
                .is(
                        "{'kind':'existing','user_id':'%s','block_reason_code':null,'block_id':null,'block_expires_at':null}"
                                .formatted(id));
        String lower = email.replace('P', 'p');
        users.resolve(lower)
                .is(
                        "{'kind':'creatable','user_id':null,'block_reason_code':null,'block_id':null,'block_expires_at':null}");
        api.post("/user-lookups/by-email", "{'email':'" + lower + "'}").userNotFound();
        assertThat(users.create(lower)).isNotEqualTo(id);
    }

    @Test
    void addresses_that_only_look_the_same_are_different() {
        String composed = "zo\u00EB-" + Api.freshEmail();
        String decomposed = composed.replace("\u00EB", "e\u0308");
        String id = users.create(composed);
        assertThat(users.create(decomposed)).isNotEqualTo(id);
        assertThat(users.account(id).path("email").asString()).isEqualTo(composed);
    }

    @Test
    void an_address_may_have_3_to_254_bytes_and_one_at_with_something_around_it() {
        users.resolve("a@b").ok();
        String longest = "x".repeat(252) + "@y";
        users.ensure(longest).ok();
        users.resolve(longest + "y").invalid("email");
        users.resolve("\u00EB".repeat(127) + "@y").invalid("email");
        for (String bad : List.of(
                "",
                " ",
                "a@",
                "@b",
                "ab",
                "a@b@c",
                "a b@c",
                "a\u00A0b@c",
                "a\u0007@c",
                "a@\u0085b",
                "a@b\u2028c",
                "a\u007F@b")) {
            users.resolve(bad).invalid("email");
            users.ensure(bad).invalid("email");
        }
    }

    @Test
    void any_id_is_answered_with_whether_the_user_exists() {
        for (String id : List.of(
                "usr_00000000000000000000000000",
                "usr_",
                "unknown",
                "USR_00000000000000000000000000",
                "usr_0000000000000000000000000u",
                "%01",
                "%F0%9F%9A%80",
                "a%2Fb",
                "..%2F..",
                "%7B%7D",
                "x".repeat(1000))) {
            api.get("/users/" + id + "/exists").is("{'exists':false}");
        }
    }

    @Test
    void twenty_at_once_create_one_user_and_exactly_one_of_them_created_it() throws Exception {
        for (int round = 0; round < 3; round++) {
            String email = Api.freshEmail();
            List<Reply> replies = TestUsers.atOnce(20, i -> users.ensure(email));
            assertThat(replies)
                    .extracting(reply -> reply.ok().path("user_id").asString())
                    .containsOnly(replies.getFirst().json().path("user_id").asString());
            assertThat(replies)
                    .extracting(reply -> reply.json().path("outcome").asString())
                    .containsOnlyOnce("created")
                    .contains("existing");
            String id = replies.getFirst().json().path("user_id").asString();
            assertThat(api.events().kindsOf(id))
                    .containsExactly(
                            "user.profile.changed initialized",
                            "user.settings.changed initialized",
                            "user.entitlement.changed initialized");
        }
    }

    @Test
    void a_block_before_the_user_keeps_the_user_from_being_created() {
        String email = Api.freshEmail();
        users.block(email, "spam").isOfBlock("{'outcome':'blocked\','user_id':null}");
        users.block(email, "other").isOfBlock("{'outcome':'already_blocked\','user_id':null}");
        users.resolve(email).isOfBlock("{'kind':'blocked\','user_id':null,'block_reason_code':'spam'}");
        users.ensure(email).isOfBlock("{'outcome':'blocked\','user_id':null,'block_reason_code':'spam'}");
        api.post("/user-lookups/by-email", "{'email':'" + email + "'}").userNotFound();
        assertThat(api.get("/users?page_size=200")
                        .ok()
                        .path("items")
                        .valueStream()
                        .map(item -> item.path("email").asString()))
                .doesNotContain(email);
        users.unblock(email).is("{'outcome':'unblocked','user_id':null}");
        users.unblock(email).is("{'outcome':'not_blocked','user_id':null}");
        users.resolve(email)
                .is(
                        "{'kind':'creatable','user_id':null,'block_reason_code':null,'block_id':null,'block_expires_at':null}");
        users.create(email);
    }

    @Test
    void a_block_is_of_the_exact_address() {
        String email = Api.freshEmail();
        users.block(" " + email + " ", "spam").ok();
        users.block(email, "spam").isOfBlock("{'outcome':'already_blocked\','user_id':null}");
        users.resolve("P" + email.substring(1))
                .is(
                        "{'kind':'creatable','user_id':null,'block_reason_code':null,'block_id':null,'block_expires_at':null}");
    }

    @Test
    void a_blocked_user_is_named_with_the_first_reason_until_the_block_is_lifted() {
        String email = Api.freshEmail();
        String id = users.create(email);
        String before = api.get("/users/" + id).text();
        users.unblock(email).is("{'outcome':'not_blocked','user_id':'%s'}".formatted(id));
        api.post("/users/" + id + "/block", "{'reason_code':'fraud','actor':{'type':'admin'}}")
                .isOfBlock("{'outcome':'blocked\','user_id':'%s'}".formatted(id));
        api.post("/users/" + id + "/block", "{'reason_code':'other'}")
                .isOfBlock("{'outcome':'already_blocked\','user_id':'%s'}".formatted(id));
        users.block(email, "another").isOfBlock("{'outcome':'already_blocked\','user_id':'%s'}".formatted(id));
        users.resolve(email).isOfBlock("{'kind':'blocked\','user_id':'%s','block_reason_code':'fraud'}".formatted(id));
        users.ensure(email)
                .isOfBlock("{'outcome':'blocked\','user_id':'%s','block_reason_code':'fraud'}".formatted(id));
        assertThat(users.account(id).path("active_sanctions")).isEmpty();
        api.get("/users/" + id + "/exists").is("{'exists':true}");
        users.unblock(email).is("{'outcome':'unblocked','user_id':'%s'}".formatted(id));
        users.resolve(email)
                .is(
                        "{'kind':'existing','user_id':'%s','block_reason_code':null,'block_id':null,'block_expires_at':null}"
                                .formatted(id));
        users.block(email, "again").isOfBlock("{'outcome':'blocked\','user_id':'%s'}".formatted(id));
        users.resolve(email).isOfBlock("{'kind':'blocked\','user_id':'%s','block_reason_code':'again'}".formatted(id));
        assertThat(Json.read(before).path("email")).isEqualTo(users.account(id).path("email"));
    }

    @Test
    void a_login_block_blocks_the_address_with_its_own_reason_after_that_of_the_record() {
        String email = Api.freshEmail();
        String id = users.create(email);
        users.sanctionFor(id, "login_block", Duration.ofHours(1)).ok();
        users.resolve(email)
                .isOfBlock("{'kind':'blocked\','user_id':'%s','block_reason_code':'because'}".formatted(id));
        users.ensure(email)
                .isOfBlock("{'outcome':'blocked\','user_id':'%s','block_reason_code':'because'}".formatted(id));
        users.block(email, "spam").isOfBlock("{'outcome':'blocked\','user_id':'%s'}".formatted(id));
        users.resolve(email).isOfBlock("{'kind':'blocked\','user_id':'%s','block_reason_code':'spam'}".formatted(id));
        users.unblock(email).is("{'outcome':'unblocked','user_id':'%s'}".formatted(id));
        users.resolve(email)
                .isOfBlock("{'kind':'blocked\','user_id':'%s','block_reason_code':'because'}".formatted(id));
        users.unblock(email).is("{'outcome':'not_blocked','user_id':'%s'}".formatted(id));
        api.advance(Duration.ofHours(1));
        users.resolve(email)
                .is(
                        "{'kind':'existing','user_id':'%s','block_reason_code':null,'block_id':null,'block_expires_at':null}"
                                .formatted(id));
        users.ensure(email)
                .is(
                        "{'outcome':'existing','user_id':'%s','block_reason_code':null,'block_id':null,'block_expires_at':null}"
                                .formatted(id));
    }

    @Test
    void only_login_block_blocks_an_address() {
        String email = Api.freshEmail();
        String id = users.create(email);
        for (String code : List.of(
                "private_game_create_block", "private_game_manage_block", "game_join_block", "profile_update_block")) {
            users.sanction(id, code).ok();
        }
        users.resolve(email)
                .is(
                        "{'kind':'existing','user_id':'%s','block_reason_code':null,'block_id':null,'block_expires_at':null}"
                                .formatted(id));
    }

    @Test
    void an_unknown_user_cannot_be_blocked() {
        api.post("/users/usr_00000000000000000000000000/block", "{'reason_code':'fraud'}")
                .userNotFound();
        api.post("/users/unknown/block", "{'reason_code':'fraud'}").userNotFound();
    }

    @Test
    void competing_blocks_agree_on_one_first_reason() throws Exception {
        String email = Api.freshEmail();
        String id = users.create(email);
        List<Reply> replies = TestUsers.atOnce(10, i -> users.block(email, "reason_" + i));
        assertThat(replies)
                .extracting(reply -> reply.ok().path("outcome").asString())
                .containsOnlyOnce("blocked");
        assertThat(api.events().kindsOf(id)).containsOnlyOnce("user.block.changed blocked");
    }

    @Test
    void a_block_that_was_acknowledged_holds_against_every_ensure_after_it() throws Exception {
        for (int round = 0; round < 5; round++) {
            String email = Api.freshEmail();
            TestUsers.atOnce(8, i -> i < 4 ? users.ensure(email) : users.block(email, "spam"));
            assertThat(users.ensure(email).ok().path("outcome").asString()).isEqualTo("blocked");
            JsonNode standing = users.resolve(email).ok();
            assertThat(standing.path("kind").asString()).isEqualTo("blocked");
            String id = standing.path("user_id").asString("");
            if (!id.isEmpty()) {
                assertThat(api.get("/users/" + id + "/eligibility")
                                .ok()
                                .path("markers")
                                .path("can_login")
                                .asBoolean())
                        .isFalse();
            }
        }
    }
}
