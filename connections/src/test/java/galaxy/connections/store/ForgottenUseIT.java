package galaxy.connections.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import galaxy.connections.link.ContactLink;
import galaxy.connections.link.LinkLabel;
import galaxy.connections.link.LinkOutcome;
import galaxy.connections.link.LinkRefusal;
import galaxy.connections.link.Links;
import galaxy.connections.link.NewLink;
import galaxy.connections.user.UserRef;
import galaxy.kernel.Cause;
import galaxy.kernel.End;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.TryAgainException;
import galaxy.store.ScriptInterceptor;
import galaxy.testkit.Topology;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Redis has lost a use of a link that it confirmed a moment before, as when a replica takes over that lagged behind. */
class ForgottenUseIT {
    private static final UserRef OWNER = UserRef.of("owner");
    private static final UserRef USER = UserRef.of("user");
    private static final IdempotencyKey REQUEST = IdempotencyKey.of("one");
    private static final Cause CAUSE = new Cause("test", Optional.empty(), Optional.of("request-1"), Optional.empty());

    /** Everything is lost once the first step is confirmed. */
    private record Forgetful(ConnectionsFixture fixture) implements ScriptInterceptor {
        @Override
        public <T> T around(String script, Supplier<T> send) {
            T reply = send.get();
            fixture.begin();
            return reply;
        }
    }

    @Test
    void a_use_that_a_fail_over_has_lost_is_reported_as_retryable_and_then_as_it_is() {
        try (var fixture = new ConnectionsFixture(Topology.STAND_ALONE, 5)) {
            fixture.begin();
            ContactLink link = made(fixture.caller().links());
            Links forgetful = fixture.caller(new Forgetful(fixture)).links();
            assertThatExceptionOfType(TryAgainException.class)
                    .isThrownBy(() -> forgetful.consume(link.token(), USER, REQUEST, CAUSE));
            assertThat(forgetful.consume(link.token(), USER, REQUEST, CAUSE))
                    .isEqualTo(LinkOutcome.refused(LinkRefusal.LINK_NOT_FOUND));
        }
    }

    private static ContactLink made(Links links) {
        if (links.create(OWNER, new NewLink(new End.Never(), 0, LinkLabel.NONE), REQUEST, CAUSE)
                instanceof LinkOutcome.Done<ContactLink>(var link)) {
            return link;
        }
        throw new AssertionError("no link was made");
    }
}
