package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.Topology;
import galaxy.users.racename.RaceName;
import galaxy.users.racename.RaceNamePolicy;
import galaxy.users.racename.SkeletonPolicy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyFailureIT {
    /** The default policy, until a test makes it fail. */
    private static final class FailingPolicy implements RaceNamePolicy {
        private final RaceNamePolicy usual = new SkeletonPolicy();
        private final AtomicBoolean failing = new AtomicBoolean();

        @Override
        public Verdict canonicalKey(RaceName name) {
            if (failing.get()) {
                throw new PolicyUnavailable(new IllegalStateException("unavailable"));
            }
            return usual.canonicalKey(name);
        }

        @Override
        public String version() {
            return usual.version();
        }
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void names_fail_closed_while_the_policy_does_not_respond(Topology topology) {
        FailingPolicy policy = new FailingPolicy();
        try (Api api = Api.withPolicy(topology, policy)) {
            TestUsers users = new TestUsers(api);
            String known = Api.freshEmail();
            String id = users.create(known);
            String account = api.get("/users/" + id).text();
            String name = Api.freshName();
            String fresh = Api.freshEmail();

            policy.failing.set(true);
            Reply refused = users.rename(id, name).refused(503, "service_unavailable");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            users.ensure(fresh).refused(503, "service_unavailable");
            api.post("/user-lookups/by-race-name", "{'race_name':'" + name + "'}")
                    .refused(503, "service_unavailable");
            api.get("/users/" + id).is(account);
            users.resolve(fresh).is("{'kind':'creatable','user_id':null,'block_reason_code':null}");
            users.ensure(known).is("{'outcome':'existing','user_id':'%s','block_reason_code':null}".formatted(id));
            users.settings(id, "'time_zone':'UTC'").ok();

            policy.failing.set(false);
            users.rename(id, name).ok();
            users.create(fresh);
        }
    }
}
