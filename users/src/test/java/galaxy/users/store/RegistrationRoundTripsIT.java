package galaxy.users.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.LanguageTag;
import galaxy.testkit.RedisNode;
import galaxy.testkit.Topology;
import galaxy.users.account.TimeZoneName;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How often the store is asked for the user of an address. */
class RegistrationRoundTripsIT {
    /** The read; the address, the account and the claim of its name. */
    private static final long CREATION = 2;

    private static Map<String, Long> ensured(Universe.Caller caller, String email) {
        RedisNode redis = Topology.STAND_ALONE.nodes().getFirst();
        Map<String, Long> before = redis.commandCounts();
        caller.registrations()
                .ensure(EmailAddress.of(email), LanguageTag.of("en"), TimeZoneName.of("UTC"), Cause.EXPIRY);
        Map<String, Long> after = redis.commandCounts();
        before.forEach((command, count) -> after.merge(command, -count, Long::sum));
        return after;
    }

    @Test
    void a_new_user_is_one_read_and_one_commit_and_a_known_one_is_one_read() {
        try (Universe universe = new Universe(Topology.STAND_ALONE, 1)) {
            universe.begin();
            Universe.Caller caller = universe.caller();
            var _ = ensured(caller, "first-pilot@example.com");
            assertThat(ensured(caller, "pilot@example.com")).containsEntry("evalsha", CREATION);
            assertThat(ensured(caller, "pilot@example.com"))
                    .containsEntry("evalsha", 1L)
                    .containsEntry("get", 2L);
        }
    }
}
