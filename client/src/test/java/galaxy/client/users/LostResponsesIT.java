package galaxy.client.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import galaxy.client.Examples;
import galaxy.client.NoResponseException;
import galaxy.client.StubService;
import galaxy.kernel.Actor;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.End;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import galaxy.kernel.Span;
import galaxy.kernel.UserId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is known of a request when the connection is closed before a response. */
final class LostResponsesIT {
    private static final UserId PILOT = UserId.of("usr_3w8n1f6m0c5r9k2t7x4y8z1q6d");
    private static final EmailAddress EMAIL = EmailAddress.of("pilot@example.com");
    private static final UserCommand.Revoke REVOKE = new UserCommand.Revoke(
            Source.of("support"), new Reason(ReasonCode.of("goodwill"), Actor.of("admin", "ops-7")));

    /** Calls, and whether they may have changed something. */
    private static final Map<Consumer<UsersClient>, Boolean> CALLS = Map.of(
            client -> client.exists(PILOT), false,
            client -> client.findByEmail(EMAIL), false,
            client -> client.findByRaceName("Nova"), false,
            client -> client.resolve(EMAIL), false,
            client -> client.perform(PILOT, REVOKE, Delivery.dryRun()), false,
            client -> client.perform(PILOT, REVOKE, Delivery.once()), true,
            client -> client.ensure(EMAIL, "en", "UTC"), true);

    @Test
    void only_a_change_that_was_sent_may_have_been_carried_out() {
        try (var service = new StubService(Examples.USERS);
                UsersClient client = UsersClient.of(service.settings(Duration.ofMillis(300), Duration.ofMillis(450)))) {
            for (int i = 0; i < 50; i++) {
                service.closesTheConnection();
            }
            // The first call of a JVM may take longer than an attempt may.
            assertThatThrownBy(() -> client.exists(PILOT)).isInstanceOf(NoResponseException.class);
            CALLS.forEach((call, mayBeDone) -> assertThat(
                            catchThrowableOfType(NoResponseException.class, () -> call.accept(client))
                                    .mayBeDone())
                    .isEqualTo(mayBeDone));
        }
    }

    @Test
    void a_block_with_a_span_is_repeated_under_a_key_alone() {
        End span = new End.After(Span.parse("P30D").orElseThrow());
        try (var service = new StubService(Examples.USERS);
                UsersClient client = UsersClient.of(service.settings())) {
            service.closesTheConnection().closesTheConnection().responds("EmailBlocked");
            assertThatThrownBy(() ->
                            client.block(EMAIL, ReasonCode.of("abuse"), Optional.empty(), span, Delivery.withoutKey()))
                    .isInstanceOf(NoResponseException.class);
            client.block(EMAIL, ReasonCode.of("abuse"), Optional.empty(), span, Delivery.once());
            assertThat(service.requests()).hasSize(3);
        }
    }
}
