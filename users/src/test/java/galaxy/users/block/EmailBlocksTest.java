package galaxy.users.block;

import static galaxy.users.account.TestAccount.OPS;
import static galaxy.users.account.TestAccount.OTHER_REASON;
import static galaxy.users.account.TestAccount.REASON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.LanguageTag;
import galaxy.kernel.TryAgainException;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import galaxy.testkit.SettableClock;
import galaxy.users.account.TestAccount;
import galaxy.users.account.TimeZoneName;
import galaxy.users.block.EmailBlocks.BlockChange;
import galaxy.users.memory.MemoryPolicy;
import galaxy.users.memory.MemoryStore;
import galaxy.users.racename.GeneratedRaceName;
import galaxy.users.registration.Registrations;
import galaxy.users.registration.Registrations.Ensured;
import galaxy.users.registration.Registrations.Standing;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class EmailBlocksTest {
    private static final EmailAddress EMAIL = EmailAddress.of("pilot@example.com");
    private static final Cause CAUSE = new Cause("test", Optional.empty(), Optional.of("request-1"), Optional.empty());

    private final SettableClock clock = SettableClock.at(TestAccount.CREATED);
    private final MemoryStore store = new MemoryStore(clock);
    private final EmailBlocks blocks = new EmailBlocks(store, store, clock);
    private final Registrations registrations =
            new Registrations(store, store, new MemoryPolicy(), new GeneratedRaceName(new Random(1)), clock);

    @Test
    void an_address_is_created_once_and_then_exists() {
        assertThat(registrations.resolve(EMAIL)).isEqualTo(new Standing.Creatable());
        Ensured created = ensure();
        assertThat(created.isCreated()).isTrue();
        assertThat(ensure()).isEqualTo(new Ensured(created.standing(), false));
        assertThat(registrations.resolve(EMAIL)).isEqualTo(created.standing());
    }

    @Test
    void a_blocked_address_is_not_registered() {
        assertThat(block()).isEqualTo(new BlockChange(true, Optional.empty()));
        var blocked = new Standing.Blocked(Optional.empty(), REASON);
        assertThat(registrations.resolve(EMAIL)).isEqualTo(blocked);
        assertThat(ensure()).isEqualTo(new Ensured(blocked, false));
    }

    @Test
    void a_block_keeps_its_first_reason() {
        block();
        assertThat(blocks.block(EMAIL, OTHER_REASON, Optional.empty(), CAUSE))
                .isEqualTo(new BlockChange(false, Optional.empty()));
        assertThat(registrations.resolve(EMAIL)).isEqualTo(new Standing.Blocked(Optional.empty(), REASON));
    }

    @Test
    void the_account_of_a_blocked_address_shows_the_block_until_it_is_unblocked() {
        UserId userId = ((Standing.Existing) ensure().standing()).userId();
        assertThat(blocks.blockUser(userId, REASON, Optional.of(OPS), CAUSE))
                .contains(new BlockChange(true, Optional.of(userId)));
        assertThat(store.read(userId).orElseThrow().account().emailBlock()).isPresent();
        assertThat(unblock()).isEqualTo(new BlockChange(true, Optional.of(userId)));
        assertThat(store.read(userId).orElseThrow().account().emailBlock()).isEmpty();
        assertThat(unblock()).isEqualTo(new BlockChange(false, Optional.of(userId)));
    }

    @Test
    void an_unconfirmed_block_that_is_found_afterwards_was_written() {
        store.beforeNextWrite(() -> {
            block();
            return Optional.of(WriteResult.CONFLICT_OR_DONE);
        });
        assertThat(block().isChanged()).isTrue();
    }

    @Test
    void an_unconfirmed_unblock_stays_unknown() {
        block();
        store.beforeNextWrite(() -> {
            unblock();
            return Optional.of(WriteResult.CONFLICT_OR_DONE);
        });
        assertThatThrownBy(this::unblock).isInstanceOf(TryAgainException.class);
    }

    @Test
    void a_block_of_an_unknown_user_is_empty() {
        assertThat(blocks.blockUser(UserId.of(new byte[UserId.BYTES]), REASON, Optional.empty(), CAUSE))
                .isEmpty();
    }

    private Ensured ensure() {
        return registrations.ensure(EMAIL, LanguageTag.of("en"), TimeZoneName.of("Europe/Berlin"), CAUSE);
    }

    private BlockChange block() {
        return blocks.block(EMAIL, REASON, Optional.of(OPS), CAUSE);
    }

    private BlockChange unblock() {
        return blocks.unblock(EMAIL, REASON, OPS, CAUSE);
    }
}
