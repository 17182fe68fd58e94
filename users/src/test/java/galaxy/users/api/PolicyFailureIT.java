package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.Topology;
import galaxy.users.memory.MemoryPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyFailureIT {
    @ParameterizedTest
    @EnumSource(Topology.class)
    void names_fail_closed_while_the_policy_does_not_respond(Topology topology) {
        MemoryPolicy policy = new MemoryPolicy();
        try (Api api = Api.withPolicy(topology, policy)) {
            TestUsers users = new TestUsers(api);
            String known = Api.freshEmail();
            String id = users.create(known);
            String account = api.get("/users/" + id).text();
            String name = Api.freshName();
            String fresh = Api.freshEmail();

            policy.setUnavailable(true);
            long keys = api.keys();
            Reply refused = users.rename(id, name).refused(503, "service_unavailable");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(refused.text()).doesNotContain("catalogue");
            users.ensure(fresh).refused(503, "service_unavailable");
            api.post("/user-lookups/by-race-name", "{'race_name':'" + name + "'}")
                    .refused(503, "service_unavailable");
            assertThat(api.keys()).isEqualTo(keys);
            api.get("/users/" + id).is(account);
            api.get("/users/" + id + "/eligibility").ok();
            api.get("/users").ok();
            users.resolve(fresh)
                    .is(
                            "{'kind':'creatable','user_id':null,'block_reason_code':null,'block_id':null,'block_expires_at':null}");
            users.ensure(known)
                    .is(
                            "{'outcome':'existing','user_id':'%s','block_reason_code':null,'block_id':null,'block_expires_at':null}"
                                    .formatted(id));
            users.settings(id, "'time_zone':'UTC'").ok();

            policy.setUnavailable(false);
            users.rename(id, name).ok();
            users.create(fresh);
        }
    }
}
