package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileIT extends OnEachTopology {
    private final TestUsers users = new TestUsers(api);

    @Test
    void a_rename_answers_the_account_with_the_new_name_and_time() {
        String id = users.create();
        String before = api.get("/users/" + id).text();
        String old = users.account(id).path("race_name").asString();
        String created = api.now();
        String now = api.advance(Duration.ofMillis(7));
        String name = Api.freshName();
        users.rename(id, name)
                .is(before.replace(old, name)
                        .replaceFirst(",\"updated_at\":\"" + created + "\"}$", ",\"updated_at\":\"" + now + "\"}"));
        api.get("/users/" + id + "/account").is(users.rename(id, name).text());
        api.post("/user-lookups/by-race-name", "{'race_name':'" + old + "'}").userNotFound();
        assertThat(api.post("/user-lookups/by-race-name", "{'race_name':'" + name + "'}")
                        .ok()
                        .path("user_id")
                        .asString())
                .isEqualTo(id);
    }

    @Test
    void a_name_is_trimmed_and_composed_and_else_kept_as_given() {
        String id = users.create();
        String tail = Api.freshName();
        String given = "\u2003 \u00C9toile d'Ori-" + tail + "\t";
        String decomposed = given.replace("\u00C9", "E\u0301");
        assertThat(users.rename(id, decomposed).ok().path("race_name").asString())
                .isEqualTo("\u00C9toile d'Ori-" + tail);
    }

    @Test
    void the_name_one_has_is_a_no_op_that_keeps_the_time_and_publishes_nothing() {
        String id = users.create();
        String name = Api.freshName();
        users.rename(id, name).ok();
        String account = api.get("/users/" + id).text();
        api.advance(Duration.ofSeconds(1));
        users.rename(id, name).is(account);
        users.rename(id, "  " + name + "\n").is(account);
        assertThat(api.events().kindsOf(id)).containsOnlyOnce("user.profile.changed updated");
    }

    @Test
    void case_and_separators_of_the_own_name_change_and_keep_the_reservation() {
        String id = users.create();
        String other = users.create();
        String name = Api.freshName();
        users.rename(id, name).ok();
        for (String variant :
                List.of(name.toUpperCase(java.util.Locale.ROOT), name.charAt(0) + "-" + name.substring(1), name)) {
            assertThat(users.rename(id, variant).ok().path("race_name").asString())
                    .isEqualTo(variant);
            users.rename(other, name).conflict();
        }
        assertThat(api.events().kindsOf(id))
                .filteredOn("user.profile.changed updated"::equals)
                .hasSize(4);
    }

    @Test
    void a_name_that_differs_only_in_look_alikes_is_taken() {
        String id = users.create();
        String other = users.create();
        String tail = Api.freshName();
        users.rename(id, "Bo1s O5 " + tail).ok();
        for (String alike : List.of(
                "bo1s o5 " + tail,
                "8OlS-05." + tail,
                "BOIS_OS'" + tail,
                "bois05" + tail,
                "B\uFF4F1s O5 " + tail,
                "BoiS O5" + tail.toUpperCase(java.util.Locale.ROOT))) {
            users.rename(other, alike).conflict();
            api.post("/user-lookups/by-race-name", "{\"race_name\":" + Json.literal(alike) + "}")
                    .userNotFound();
        }
        assertThat(api.events().kindsOf(other)).doesNotContain("user.profile.changed updated");
    }

    @Test
    void a_whole_name_in_another_script_that_looks_the_same_is_taken() {
        String latin = users.create();
        String cyrillic = users.create();
        users.rename(latin, "copay").ok();
        users.rename(cyrillic, "\u0441\u043E\u0440\u0430\u0443").conflict();
    }

    @Test
    void a_name_of_mixed_scripts_is_refused() {
        String id = users.create();
        users.rename(id, "p\u0430ypal").invalid("race_name");
        users.rename(id, "\u03A1ilot").invalid("race_name");
        assertThat(users.rename(id, "\u5B87\u5B99\u3055\u3093")
                        .ok()
                        .path("race_name")
                        .asString())
                .isEqualTo("\u5B87\u5B99\u3055\u3093");
    }

    @Test
    void a_released_name_is_free_for_others_and_not_kept_for_its_old_holder() {
        String first = users.create();
        String second = users.create();
        String name = Api.freshName();
        String other = Api.freshName();
        users.rename(first, name).ok();
        users.rename(second, name).conflict();
        users.rename(first, other).ok();
        assertThat(users.rename(second, name).ok().path("race_name").asString()).isEqualTo(name);
        users.rename(first, name).conflict();
        assertThat(api.post("/user-lookups/by-race-name", "{'race_name':'" + name + "'}")
                        .ok()
                        .path("user_id")
                        .asString())
                .isEqualTo(second);
    }

    @Test
    void a_generated_name_that_was_given_up_is_free_too() {
        String first = users.create();
        String second = users.create();
        String generated = users.account(first).path("race_name").asString();
        users.rename(second, generated).conflict();
        users.rename(first, Api.freshName()).ok();
        users.rename(second, generated).ok();
    }

    @Test
    void of_twenty_competing_users_exactly_one_gets_the_name() throws Exception {
        List<String> others = TestUsers.atOnce(
                        20, i -> users.ensure(Api.freshEmail()).ok())
                .stream()
                .map(outcome -> outcome.path("user_id").asString())
                .toList();
        String name = Api.freshName();
        List<Reply> replies = TestUsers.atOnce(20, i -> users.rename(others.get(i), name));
        assertThat(replies).extracting(Reply::status).containsOnly(200, 409).containsOnlyOnce(200);
        assertThat(others.stream()
                        .filter(id ->
                                users.account(id).path("race_name").asString().equals(name)))
                .hasSize(1);
        replies.stream().filter(reply -> reply.status() != 200).forEach(Reply::conflict);
    }

    @Test
    void users_who_swap_names_never_share_one() throws Exception {
        String first = users.create();
        String second = users.create();
        String one = Api.freshName();
        String two = Api.freshName();
        users.rename(first, one).ok();
        users.rename(second, two).ok();
        for (int round = 0; round < 5; round++) {
            TestUsers.atOnce(2, i -> i == 0 ? users.rename(first, two) : users.rename(second, one));
            assertThat(users.account(first).path("race_name"))
                    .isNotEqualTo(users.account(second).path("race_name"));
        }
    }

    @Test
    void a_name_has_2_to_32_code_points_of_letters_marks_and_digits_with_single_inner_separators() {
        String id = users.create();
        String letters = "x".repeat(32 - 8) + Api.freshName().substring(0, 3) + "\u0915\u094D\u0937zz".substring(3);
        for (String bad : List.of(
                "",
                "  ",
                "a",
                "x".repeat(33),
                "-abc",
                "abc-",
                "a--b",
                "a -b",
                "a b\u00A0c",
                "a/b",
                "a\u200Db",
                "a@b.c",
                "\uD83D\uDE80\uD83D\uDE80\uD83D\uDE80",
                "a\u0000b",
                "ab\u202Ec",
                "\u0301abc",
                "a\u0301\u0301\u0301\u0301\u0301\u0301b",
                "abc\u3164",
                "a\nb")) {
            if (bad.indexOf(0) < 0) {
                users.rename(id, bad).invalid("race_name");
            } else {
                users.rename(id, bad).refused(400, "invalid_request");
            }
        }
        users.rename(id, letters).ok();
        users.rename(id, "\uD800\uDF30\uD800\uDF31\uD800\uDF32").ok();
    }

    @Test
    void a_profile_update_block_rejects_both_self_service_writes_until_the_instant_it_ends() {
        String id = users.create();
        String name = Api.freshName();
        users.sanctionFor(id, "profile_update_block", Duration.ofMinutes(1)).ok();
        String before = api.get("/users/" + id).text();
        users.rename(id, name).refused(403, "profile_update_blocked");
        users.rename(id, users.account(id).path("race_name").asString()).ok();
        users.settings(id, "'time_zone':'UTC'").refused(403, "profile_update_blocked");
        users.settings(id, "'time_zone':'Europe/Berlin'").ok();
        api.get("/users/" + id).is(before);
        users.country(id, "DE").ok();
        api.advance(Duration.ofMinutes(1).minusMillis(1));
        users.rename(id, name).refused(403, "profile_update_blocked");
        api.advance(Duration.ofMillis(1));
        users.settings(id, "'time_zone':'UTC'").ok();
        users.rename(id, name).ok();
        users.sanction(id, "profile_update_block").ok();
        users.rename(id, Api.freshName()).refused(403, "profile_update_blocked");
        users.pardon(id, "profile_update_block").ok();
        users.rename(id, Api.freshName()).ok();
    }

    @Test
    void who_may_not_sign_in_changes_neither_name_nor_settings_and_says_so_like_the_marker() {
        String email = Api.freshEmail();
        String id = users.create(email);
        users.sanction(id, "login_block").ok();
        users.rename(id, Api.freshName()).refused(403, "login_blocked");
        users.settings(id, "'time_zone':'UTC'").refused(403, "login_blocked");
        users.settings(id, "'time_zone':'Europe/Berlin'").ok();
        users.pardon(id, "login_block").ok();
        users.rename(id, Api.freshName()).ok();
        users.block(email, "spam").ok();
        users.rename(id, Api.freshName()).refused(403, "login_blocked");
        users.country(id, "DE").ok();
    }

    @Test
    void an_unknown_user_has_no_profile() {
        for (String id : List.of("usr_00000000000000000000000000", "unknown")) {
            users.rename(id, Api.freshName()).userNotFound();
            users.settings(id, "'time_zone':'UTC'").userNotFound();
            users.country(id, "DE").userNotFound();
            api.get("/users/" + id + "/account").userNotFound();
            api.get("/users/" + id).userNotFound();
        }
        api.post("/user-lookups/by-email", "{'email':'unknown@example.com'}").userNotFound();
        api.post("/user-lookups/by-race-name", "{'race_name':'Unknown Pilot'}").userNotFound();
    }
}
