package galaxy.connections.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import galaxy.connections.link.ContactLink;
import galaxy.kernel.IdempotencyKey;
import galaxy.connections.link.LinkOutcome;
import galaxy.connections.link.LinkRefusal;
import galaxy.connections.link.Links;
import galaxy.connections.user.UserRef;
import galaxy.kernel.Cause;
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
    private record Forgetful(World world) implements ScriptInterceptor {
        @Override
        public <T> T around(String script, Supplier<T> send) {
            T reply = send.get();
            world.begin();
            return reply;
        }
    }

    @Test
    void whoever_uses_the_link_is_told_to_ask_again_and_then_what_there_is() {
        try (var world = new World(Topology.STAND_ALONE, 5)) {
            world.begin();
            ContactLink link = made(world.caller().links());
            Links forgetful = world.caller(new Forgetful(world)).links();
            assertThatExceptionOfType(TryAgainException.class)
                    .isThrownBy(() -> forgetful.consume(link.token(), USER, REQUEST, CAUSE));
            assertThat(forgetful.consume(link.token(), USER, REQUEST, CAUSE))
                    .isEqualTo(LinkOutcome.refused(LinkRefusal.LINK_NOT_FOUND));
        }
    }

    private static ContactLink made(Links links) {
        if (links.create(OWNER, Optional.empty(), 0, REQUEST, CAUSE)
                instanceof LinkOutcome.Done<ContactLink>(var link)) {
            return link;
        }
        throw new AssertionError("no link was made");
    }
}
