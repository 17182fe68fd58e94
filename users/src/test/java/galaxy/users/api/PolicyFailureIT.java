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
    /** The default policy, until it is told to fail. */
    private static final class Fragile implements RaceNamePolicy {
        private final RaceNamePolicy sound = new SkeletonPolicy();
        private final AtomicBoolean broken = new AtomicBoolean();

        @Override
        public Verdict canonicalKey(RaceName name) {
            if (broken.get()) {
                throw new PolicyUnavailable(new IllegalStateException("gone"));
            }
            return sound.canonicalKey(name);
        }

        @Override
        public String version() {
            return sound.version();
        }
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void names_fail_closed_while_the_policy_does_not_answer(Topology topology) {
        Fragile policy = new Fragile();
        try (Api api = Api.withPolicy(topology, policy)) {
            Pilots pilots = new Pilots(api);
            String known = Api.freshEmail();
            String id = pilots.create(known);
            String account = api.get("/users/" + id).text();
            String name = Api.freshName();
            String fresh = Api.freshEmail();

            policy.broken.set(true);
            Reply refused = pilots.rename(id, name).refused(503, "service_unavailable");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            pilots.ensure(fresh).refused(503, "service_unavailable");
            api.post("/user-lookups/by-race-name", "{'race_name':'" + name + "'}")
                    .refused(503, "service_unavailable");
            api.get("/users/" + id).is(account);
            pilots.resolve(fresh).is("{'kind':'creatable','user_id':null,'block_reason_code':null}");
            pilots.ensure(known).is("{'outcome':'existing','user_id':'%s','block_reason_code':null}".formatted(id));
            pilots.settings(id, "'time_zone':'UTC'").ok();

            policy.broken.set(false);
            pilots.rename(id, name).ok();
            pilots.create(fresh);
        }
    }
}
