package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DryRunIT extends OnEachTopology {
    private final TestUsers users = new TestUsers(api);

    /** All that the store holds of users, on any topology: any write of a dry run would show. */
    private String state(String id) {
        return api.get("/users/" + id).text()
                + List.of("entitlement-periods", "sanctions", "limits").stream()
                        .map(kind -> users.history(id, kind).toString())
                        .collect(Collectors.joining());
    }

    private Api.Call dry(Changes change, String id) {
        return api.call("POST", change.target(id) + "?dry_run=true").json(change.body());
    }

    @Test
    void it_answers_what_the_command_will_answer_and_changes_nothing() {
        for (Changes change : Changes.withDryRun(api)) {
            String id = users.create();
            change.before().accept(id);
            List<String> events = api.events().kindsOf(id);
            String state = state(id);
            String predicted = dry(change, id).send().text();
            assertThat(dry(change, id).send().text()).isEqualTo(predicted);
            assertThat(state(id)).as(change.path()).isEqualTo(state);
            assertThat(api.events().kindsOf(id)).as(change.path()).isEqualTo(events);
            Reply done = change.on(api, id).send();
            assertThat(done.status()).isEqualTo(200);
            assertThat(done.text()).as(change.path()).isEqualTo(predicted);
        }
    }

    @Test
    void the_word_false_carries_out_the_command() {
        for (Changes change : Changes.withDryRun(api)) {
            String id = users.create();
            change.before().accept(id);
            int before = api.events().of(id).size();
            api.call("POST", change.target(id) + "?dry_run=false")
                    .json(change.body())
                    .send()
                    .ok();
            assertThat(api.events().of(id)).as(change.path()).hasSize(before + 1);
        }
    }

    @Test
    void it_returns_every_refusal_of_the_command() {
        String id = users.create();
        String path = Api.BASE + "/users/%s/entitlements/%s?dry_run=true";
        String month = api.time(Duration.ofDays(30));
        String grant = TestUsers.body(TestUsers.paid("'plan_code':'paid_monthly','ends_at':'%s'"));
        String extend = TestUsers.body(TestUsers.paid("'ends_at':'%s'"));
        String revoke = TestUsers.body(TestUsers.paid(""));
        api.call("POST", path.formatted(id, "revoke")).json(revoke).send().conflict();
        api.call("POST", path.formatted(id, "extend"))
                .json(extend.formatted(month))
                .send()
                .conflict();
        api.call("POST", path.formatted(id, "grant"))
                .json(grant.formatted(api.now()))
                .send()
                .invalid("ends_at");
        users.grantUntil(id, month).ok();
        api.call("POST", path.formatted(id, "grant"))
                .json(grant.formatted(month))
                .send()
                .conflict();
        api.call("POST", path.formatted(id, "extend"))
                .json(extend.formatted(month))
                .send()
                .conflict();
        api.call("POST", path.formatted(id, "extend")).json("{}").send().refused(400, "invalid_request");
        api.call("POST", path.formatted("unknown", "revoke"))
                .json(revoke)
                .send()
                .userNotFound();
        api.call("POST", path.formatted("usr_00000000000000000000000000", "revoke"))
                .json(revoke)
                .send()
                .userNotFound();
    }

    @Test
    void it_counts_what_the_clock_has_changed_and_leaves_it_to_others_to_write_that_down() {
        String id = users.create();
        users.grantFor(id, Duration.ofHours(1)).ok();
        api.advance(Duration.ofHours(1));
        String end = api.now();
        String predicted = api.call("POST", Api.BASE + "/users/" + id + "/entitlements/grant?dry_run=true")
                .json(TestUsers.body(TestUsers.paid("'plan_code':'paid_lifetime'")))
                .send()
                .text();
        users.grantForEver(id).is(predicted);
        assertThat(users.account(id).path("entitlement").path("starts_at").asString())
                .isEqualTo(end);
    }

    @Test
    void it_uses_no_idempotency_key_up() {
        for (Changes change : Changes.withDryRun(api)) {
            String id = users.create();
            change.before().accept(id);
            String predicted = dry(change, id).key("one").send().text();
            api.call("POST", change.target(id) + "?dry_run=true")
                    .json(change.other())
                    .key("one")
                    .send()
                    .ok();
            assertThat(change.on(api, id).key("one").send().text()).isEqualTo(predicted);
            change.otherOn(api, id).key("one").send().conflict();
        }
    }

    @Test
    void only_the_seven_commands_have_it() {
        for (Changes change : Changes.all(api)) {
            String id = users.create();
            if (!change.hasDryRun()) {
                dry(change, id).send().invalid("dry_run");
            } else {
                for (String word : List.of("TRUE", "1", "", "yes")) {
                    api.call("POST", change.target(id) + "?dry_run=" + word)
                            .json(change.body())
                            .send()
                            .invalid("dry_run");
                }
            }
        }
        api.call("POST", Api.BASE + "/users/ensure-by-email?dry_run=true")
                .json(TestUsers.ensureBody(Api.freshEmail()))
                .send()
                .invalid("dry_run");
    }
}
