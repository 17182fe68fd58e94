package galaxy.geoprofile.api;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.Topology;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Requests that are repeated, and such that come at the same time. */
class DecisionsIT {
    private static final String OPS = "'reason_code':'checked','actor':{'type':'admin','id':'ops-7'}";

    private static Api api;

    @BeforeAll
    static void start() {
        api = Api.open(Topology.STAND_ALONE);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static String proposal(String country, String source) {
        return "{'country':'%s','source':'%s',%s}".formatted(country, source, OPS);
    }

    private static Api.Reply propose(String user, String country, String source) {
        return api.post("/users/" + user + "/country-versions", proposal(country, source));
    }

    private static Api.Reply decide(String user, int number, String how) {
        return api.post("/users/" + user + "/country-versions/" + number + "/" + how, "{" + OPS + "}");
    }

    @Test
    void a_repeated_key_changes_nothing_more() {
        String user = api.user("key@example.com", Map.of());
        String path = "/users/" + user + "/country-versions";
        Map<String, String> key = Map.of("Idempotency-Key", "one");
        JsonNode first = api.call("POST", path, proposal("DE", "user"), key).ok();
        assertThat(api.call("POST", path, proposal("DE", "user"), key).ok()).isEqualTo(first);
        api.call("POST", path, proposal("FR", "user"), key).refused(409, "conflict");
        String approve = path + "/1/approve";
        Map<String, String> another = Map.of("Idempotency-Key", "two");
        JsonNode approved = api.call("POST", approve, "{" + OPS + "}", another).ok();
        assertThat(api.call("POST", approve, "{" + OPS + "}", another).ok()).isEqualTo(approved);
        api.call("POST", path + "/1/reject", "{" + OPS + "}", another).refused(409, "conflict");
        api.call("POST", approve, "{" + OPS + "}", Map.of("Idempotency-Key", "k".repeat(129)))
                .invalid("Idempotency-Key");
        assertThat(api.call("POST", path, proposal("DE", "user"), key)
                        .ok()
                        .at("/version/state")
                        .asString())
                .isEqualTo("effective");
    }

    @Test
    void one_of_parallel_decisions_wins() throws Exception {
        String user = api.user("parallel@example.com", Map.of());
        List<String> countries = List.of("DE", "FR", "IT", "NL", "PL");
        for (int i = 0; i < countries.size(); i++) {
            propose(user, countries.get(i), "observed").ok();
            int decided = i + 1;
            List<Callable<Integer>> decisions = Stream.of("approve", "reject", "withdraw")
                    .<Callable<Integer>>map(
                            how -> () -> decide(user, decided, how).status())
                    .toList();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                assertThat(threads.invokeAll(decisions))
                        .extracting(Future::resultNow)
                        .containsExactlyInAnyOrder(200, 409, 409);
            }
        }
    }
}
