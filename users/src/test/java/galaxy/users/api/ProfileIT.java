package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileIT extends OnEachTopology {
    private final Pilots pilots = new Pilots(api);

    @Test
    void a_rename_answers_the_account_with_the_new_name_and_time() {
        String id = pilots.create();
        String before = api.get("/users/" + id).text();
        String old = pilots.account(id).path("race_name").asString();
        String created = api.now();
        String now = api.advance(Duration.ofMillis(7));
        String name = Api.freshName();
        pilots.rename(id, name)
                .is(before.replace(old, name)
                        .replaceFirst(",\"updated_at\":\"" + created + "\"}$", ",\"updated_at\":\"" + now + "\"}"));
        api.get("/users/" + id + "/account").is(pilots.rename(id, name).text());
        api.post("/user-lookups/by-race-name", "{'race_name':'" + old + "'}").userNotFound();
        assertThat(api.post("/user-lookups/by-race-name", "{'race_name':'" + name + "'}")
                        .ok()
                        .path("user_id")
                        .asString())
                .isEqualTo(id);
    }

    @Test
    void a_name_is_trimmed_and_composed_and_else_kept_as_given() {
        String id = pilots.create();
        String tail = Api.freshName();
        String given = "\u2003 \u00C9toile d'Ori-" + tail + "\t";
        String decomposed = given.replace("\u00C9", "E\u0301");
        assertThat(pilots.rename(id, decomposed).ok().path("race_name").asString())
                .isEqualTo("\u00C9toile d'Ori-" + tail);
    }

    @Test
    void the_name_one_has_is_a_no_op_that_keeps_the_time_and_publishes_nothing() {
        String id = pilots.create();
        String name = Api.freshName();
        pilots.rename(id, name).ok();
        String account = api.get("/users/" + id).text();
        api.advance(Duration.ofSeconds(1));
        pilots.rename(id, name).is(account);
        pilots.rename(id, "  " + name + "\n").is(account);
        assertThat(api.events().kindsOf(id)).containsOnlyOnce("user.profile.changed updated");
    }

    @Test
    void case_and_separators_of_the_own_name_change_and_keep_the_reservation() {
        String id = pilots.create();
        String rival = pilots.create();
        String name = Api.freshName();
        pilots.rename(id, name).ok();
        for (String variant :
                List.of(name.toUpperCase(java.util.Locale.ROOT), name.charAt(0) + "-" + name.substring(1), name)) {
            assertThat(pilots.rename(id, variant).ok().path("race_name").asString())
                    .isEqualTo(variant);
            pilots.rename(rival, name).conflict();
        }
        assertThat(api.events().kindsOf(id))
                .filteredOn("user.profile.changed updated"::equals)
                .hasSize(4);
    }

    @Test
    void a_name_that_differs_only_in_look_alikes_is_taken() {
        String id = pilots.create();
        String rival = pilots.create();
        String tail = Api.freshName();
        pilots.rename(id, "Bo1s O5 " + tail).ok();
        for (String alike : List.of(
                "bo1s o5 " + tail,
                "8OlS-05." + tail,
                "BOIS_OS'" + tail,
                "bois05" + tail,
                "B\uFF4F1s O5 " + tail,
                "BoiS O5" + tail.toUpperCase(java.util.Locale.ROOT))) {
            pilots.rename(rival, alike).conflict();
            api.post("/user-lookups/by-race-name", "{\"race_name\":" + Json.literal(alike) + "}")
                    .userNotFound();
        }
        assertThat(api.events().kindsOf(rival)).doesNotContain("user.profile.changed updated");
    }

    @Test
    void a_whole_name_in_another_script_that_looks_the_same_is_taken() {
        String latin = pilots.create();
        String cyrillic = pilots.create();
        pilots.rename(latin, "copay").ok();
        pilots.rename(cyrillic, "\u0441\u043E\u0440\u0430\u0443").conflict();
    }

    @Test
    void a_name_of_mixed_scripts_is_refused() {
        String id = pilots.create();
        pilots.rename(id, "p\u0430ypal").invalid("race_name");
        pilots.rename(id, "\u03A1ilot").invalid("race_name");
        assertThat(pilots.rename(id, "\u5B87\u5B99\u3055\u3093")
                        .ok()
                        .path("race_name")
                        .asString())
                .isEqualTo("\u5B87\u5B99\u3055\u3093");
    }

    @Test
    void a_released_name_is_free_for_others_and_not_kept_for_its_old_holder() {
        String first = pilots.create();
        String second = pilots.create();
        String name = Api.freshName();
        String other = Api.freshName();
        pilots.rename(first, name).ok();
        pilots.rename(second, name).conflict();
        pilots.rename(first, other).ok();
        assertThat(pilots.rename(second, name).ok().path("race_name").asString())
                .isEqualTo(name);
        pilots.rename(first, name).conflict();
        assertThat(api.post("/user-lookups/by-race-name", "{'race_name':'" + name + "'}")
                        .ok()
                        .path("user_id")
                        .asString())
                .isEqualTo(second);
    }

    @Test
    void a_generated_name_that_was_given_up_is_free_too() {
        String first = pilots.create();
        String second = pilots.create();
        String generated = pilots.account(first).path("race_name").asString();
        pilots.rename(second, generated).conflict();
        pilots.rename(first, Api.freshName()).ok();
        pilots.rename(second, generated).ok();
    }

    @Test
    void of_twenty_rivals_for_one_name_exactly_one_wins() throws Exception {
        List<String> rivals = Pilots.atOnce(
                        20, i -> pilots.ensure(Api.freshEmail()).ok())
                .stream()
                .map(outcome -> outcome.path("user_id").asString())
                .toList();
        String name = Api.freshName();
        List<Reply> replies = Pilots.atOnce(20, i -> pilots.rename(rivals.get(i), name));
        assertThat(replies).extracting(Reply::status).containsOnly(200, 409).containsOnlyOnce(200);
        assertThat(rivals.stream()
                        .filter(id ->
                                pilots.account(id).path("race_name").asString().equals(name)))
                .hasSize(1);
        replies.stream().filter(reply -> reply.status() != 200).forEach(Reply::conflict);
    }

    @Test
    void users_who_swap_names_never_share_one() throws Exception {
        String first = pilots.create();
        String second = pilots.create();
        String one = Api.freshName();
        String two = Api.freshName();
        pilots.rename(first, one).ok();
        pilots.rename(second, two).ok();
        for (int round = 0; round < 5; round++) {
            Pilots.atOnce(2, i -> i == 0 ? pilots.rename(first, two) : pilots.rename(second, one));
            assertThat(pilots.account(first).path("race_name"))
                    .isNotEqualTo(pilots.account(second).path("race_name"));
        }
    }

    @Test
    void a_name_has_3_to_32_code_points_of_letters_marks_and_digits_with_single_inner_separators() {
        String id = pilots.create();
        String letters = "x".repeat(32 - 8) + Api.freshName().substring(0, 3) + "\u0915\u094D\u0937zz".substring(3);
        for (String bad : List.of(
                "",
                "  ",
                "ab",
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
                pilots.rename(id, bad).invalid("race_name");
            } else {
                pilots.rename(id, bad).refused(400, "invalid_request");
            }
        }
        pilots.rename(id, letters).ok();
        pilots.rename(id, "\uD800\uDF30\uD800\uDF31\uD800\uDF32").ok();
    }

    @Test
    void a_profile_update_block_rejects_both_self_service_writes_until_the_instant_it_ends() {
        String id = pilots.create();
        String name = Api.freshName();
        pilots.sanctionFor(id, "profile_update_block", Duration.ofMinutes(1)).ok();
        String before = api.get("/users/" + id).text();
        pilots.rename(id, name).refused(403, "profile_update_blocked");
        pilots.rename(id, pilots.account(id).path("race_name").asString()).refused(403, "profile_update_blocked");
        pilots.settings(id, "'time_zone':'UTC'").refused(403, "profile_update_blocked");
        pilots.settings(id, "'time_zone':'Europe/Berlin'").refused(403, "profile_update_blocked");
        api.get("/users/" + id).is(before);
        pilots.country(id, "DE").ok();
        api.advance(Duration.ofMinutes(1).minusMillis(1));
        pilots.rename(id, name).refused(403, "profile_update_blocked");
        api.advance(Duration.ofMillis(1));
        pilots.settings(id, "'time_zone':'UTC'").ok();
        pilots.rename(id, name).ok();
        pilots.sanction(id, "profile_update_block").ok();
        pilots.rename(id, Api.freshName()).refused(403, "profile_update_blocked");
        pilots.pardon(id, "profile_update_block").ok();
        pilots.rename(id, Api.freshName()).ok();
    }

    @Test
    void an_unknown_user_has_no_profile() {
        for (String id : List.of("usr_00000000000000000000000000", "nobody")) {
            pilots.rename(id, Api.freshName()).userNotFound();
            pilots.settings(id, "'time_zone':'UTC'").userNotFound();
            pilots.country(id, "DE").userNotFound();
            api.get("/users/" + id + "/account").userNotFound();
            api.get("/users/" + id).userNotFound();
        }
        api.post("/user-lookups/by-email", "{'email':'nobody@example.com'}").userNotFound();
        api.post("/user-lookups/by-race-name", "{'race_name':'Nobody At All'}").userNotFound();
    }
}
