package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.testkit.Metrics;
import galaxy.testkit.Topology;
import org.junit.jupiter.api.Test;

/** Users found by what they are known by. */
class LookupsIT extends OnEachTopology {
    private final TestUsers users = new TestUsers(api);

    /** Of whatever the service does, the work in the background included. */
    private static double roundTrips() {
        return Metrics.of(api.registry).sum("store_call_seconds_count");
    }

    private static Reply by(String what, String field, String value) {
        return api.post("/user-lookups/by-" + what, "{'" + field + "':'" + value + "'}");
    }

    @Test
    void every_lookup_finds_the_account_as_it_is_now() {
        String email = Api.freshEmail();
        String id = users.create(email);
        users.rename(id, "Captain Lookup").ok();
        users.sanction(id, "game_join_block").ok();
        String account = api.get("/users/" + id).text();
        by("email", "email", email).is(account);
        by("race-name", "race_name", "Captain Lookup").is(account);
        by("race-name", "race_name", "captain lookup").userNotFound();
    }

    @Test
    void a_lookup_asks_the_store_no_more_often_than_it_has_to() {
        String email = Api.freshEmail();
        String name = users.account(users.create(email)).path("race_name").asString();
        int byEmail = topology == Topology.CLUSTER ? 2 : 1;
        takes(byEmail, "email", "email", email);
        takes(2, "race-name", "race_name", name);
    }

    private static void takes(int trips, String what, String field, String value) {
        await("a time in which the work in the background reads nothing").untilAsserted(() -> {
            double before = roundTrips();
            by(what, field, value).ok();
            assertThat(roundTrips()).isEqualTo(before + trips);
        });
    }
}
