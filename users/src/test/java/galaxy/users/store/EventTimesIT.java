package galaxy.users.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.Actor;
import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.LanguageTag;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Rfc3339;
import galaxy.kernel.UserId;
import galaxy.store.Redis;
import galaxy.testkit.Topology;
import galaxy.users.account.Account;
import galaxy.users.account.RequestContext;
import galaxy.users.account.SanctionCode;
import galaxy.users.account.TimeZoneName;
import galaxy.users.sanction.ApplySanction;
import io.lettuce.core.Range;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An event has the time at which its change was decided, however much later the change is written. */
class EventTimesIT {
    private static final Cause CAUSE = Cause.EXPIRY;

    @Test
    void an_event_has_the_time_of_the_record_that_the_decision_made() {
        try (Universe universe = new Universe(Topology.STAND_ALONE, 1)) {
            universe.begin();
            universe.clock.tick(Duration.ofSeconds(1));
            Universe.Caller caller = universe.caller();
            caller.registrations()
                    .ensure(EmailAddress.of("pilot@example.com"), LanguageTag.of("en"), TimeZoneName.of("UTC"), CAUSE);
            UserId userId = caller.userOf(EmailAddress.of("pilot@example.com")).orElseThrow();
            ApplySanction sanction = new ApplySanction(
                    SanctionCode.LOGIN_BLOCK,
                    Optional.empty(),
                    Optional.empty(),
                    ReasonCode.of("test"),
                    Actor.of("admin", "ops-7"));
            caller.accounts().perform(userId, sanction, new RequestContext(Optional.empty(), false, CAUSE));
            Account account = caller.accounts().find(userId).orElseThrow();
            String created = Rfc3339.format(account.createdAt());
            assertThat(times(universe.redis))
                    .containsExactly(created, created, created, Rfc3339.format(account.updatedAt()));
        }
    }

    private static List<String> times(Redis redis) {
        return redis.call("keys", commands -> commands.keys("users:{*}:outbox")).stream()
                .flatMap(outbox ->
                        redis.call("xrange", commands -> commands.xrange(outbox, Range.unbounded())).stream())
                .map(event -> new String(event.getBody().get("time"), StandardCharsets.US_ASCII))
                .toList();
    }
}
