package galaxy.users.block;

import static galaxy.users.account.TestAccount.OPS;
import static galaxy.users.account.TestAccount.OTHER_REASON;
import static galaxy.users.account.TestAccount.REASON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.End;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.LanguageTag;
import galaxy.kernel.Span;
import galaxy.kernel.TryAgainException;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import galaxy.testkit.SettableClock;
import galaxy.users.account.Account;
import galaxy.users.account.BlockChange;
import galaxy.users.account.Blocked;
import galaxy.users.account.Change;
import galaxy.users.account.Decision;
import galaxy.users.account.EmailBlock;
import galaxy.users.account.Operation;
import galaxy.users.account.RequestContext;
import galaxy.users.account.RequestKey;
import galaxy.users.account.SanctionCode;
import galaxy.users.account.TestAccount;
import galaxy.users.account.TimeZoneName;
import galaxy.users.block.EmailBlocks.BlockOutcome;
import galaxy.users.memory.MemoryPolicy;
import galaxy.users.memory.MemoryStore;
import galaxy.users.racename.GeneratedRaceName;
import galaxy.users.registration.Registrations;
import galaxy.users.registration.Registrations.Ensured;
import galaxy.users.registration.Registrations.Standing;
import galaxy.users.sanction.ApplySanction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class EmailBlocksTest {
    private static final Duration HOUR = Duration.ofHours(1);
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
        BlockChange change = block();
        assertThat(change.isChanged()).isTrue();
        assertThat(change.userId()).isEmpty();
        var blocked = new Standing.Blocked(Optional.empty(), REASON, change.blockId(), Optional.empty());
        assertThat(registrations.resolve(EMAIL)).isEqualTo(blocked);
        assertThat(ensure()).isEqualTo(new Ensured(blocked, false));
    }

    @Test
    void a_block_keeps_its_first_reason_actor_and_time() {
        BlockChange first = block();
        clock.advance(HOUR);
        BlockChange second = BlockRequests.block(blocks, EMAIL, OTHER_REASON, Optional.empty(), CAUSE);
        assertThat(second).isEqualTo(new BlockChange(false, Optional.empty(), first.blockId(), Optional.empty()));
        assertThat(store.read(EMAIL).block())
                .contains(
                        new EmailBlock(REASON, Optional.of(OPS), clock.instant().minus(HOUR)));
    }

    @Test
    void a_block_ends_at_its_instant_everywhere() {
        UserId userId = userOf(ensure());
        Instant end = clock.instant().plus(HOUR);
        assertThat(until(end).expiresAt()).contains(end);
        clock.set(end.minusMillis(1));
        assertThat(registrations.resolve(EMAIL))
                .isInstanceOfSatisfying(
                        Standing.Blocked.class,
                        blocked -> assertThat(blocked.expiresAt()).contains(end));
        assertThat(listed()).hasSize(1);
        assertThat(account(userId).emailBlock()).isPresent();
        clock.set(end);
        assertThat(registrations.resolve(EMAIL)).isEqualTo(new Standing.Existing(userId));
        assertThat(ensure().standing()).isEqualTo(new Standing.Existing(userId));
        assertThat(listed()).isEmpty();
        assertThat(account(userId).emailBlock()).isEmpty();
        assertThat(unblock().isChanged()).isFalse();
        int announced = store.changes.size();
        blocks.repair(EMAIL);
        assertThat(store.read(EMAIL).block()).isEmpty();
        assertThat(store.changes).hasSize(announced);
    }

    @Test
    void an_address_whose_block_has_ended_can_be_registered() {
        until(clock.instant().plus(HOUR));
        clock.advance(HOUR);
        assertThat(registrations.resolve(EMAIL)).isEqualTo(new Standing.Creatable());
        assertThat(ensure().isCreated()).isTrue();
    }

    @Test
    void only_a_later_end_or_none_moves_the_end() {
        Instant end = clock.instant().plus(HOUR);
        ensure();
        BlockChange first = until(end);
        int announced = store.changes.size();
        for (Instant sooner : new Instant[] {end, end.minusSeconds(1)}) {
            assertThat(until(sooner))
                    .isEqualTo(new BlockChange(false, first.userId(), first.blockId(), Optional.of(end)));
        }
        assertThat(store.changes).hasSize(announced);
        assertThat(until(end.plusSeconds(1)))
                .isEqualTo(new BlockChange(false, first.userId(), first.blockId(), Optional.of(end.plusSeconds(1))));
        assertThat(store.changes.getLast())
                .isEqualTo(new Change.OfBlock(
                        Operation.BLOCKED, REASON, Optional.of(OPS), Optional.of(end.plusSeconds(1))));
        assertThat(block().expiresAt()).isEmpty();
        assertThat(until(end.plusSeconds(9)).expiresAt()).isEmpty();
    }

    @Test
    void an_end_lies_in_the_future() {
        assertThat(blocks.block(
                        EMAIL,
                        new BlockEmail(REASON, Optional.empty(), new End.At(clock.instant())),
                        BlockRequests.request(CAUSE)))
                .isEqualTo(new BlockOutcome.Invalid("expires_at", "must be in the future"));
        assertThat(blocks.block(
                        EMAIL,
                        new BlockEmail(
                                REASON,
                                Optional.empty(),
                                new End.After(Span.parse("P9000Y").orElseThrow())),
                        BlockRequests.request(CAUSE)))
                .isEqualTo(new BlockOutcome.Invalid("expires_in", "must not be after the year 9999"));
        assertThat(store.read(EMAIL).block()).isEmpty();
    }

    @Test
    void a_key_returns_the_first_result_and_refuses_another_request() {
        BlockOutcome first = keyed("print-1", clock.instant().plus(HOUR));
        unblock();
        assertThat(keyed("print-1", clock.instant().plus(HOUR))).isEqualTo(first);
        assertThat(store.read(EMAIL).block()).as("nothing is blocked again").isEmpty();
        assertThat(keyed("print-2", clock.instant().plus(HOUR))).isEqualTo(new BlockOutcome.KeyReused());
        clock.advance(HOUR);
        assertThat(keyed("print-1", clock.instant().minusSeconds(1)))
                .as("the kept result comes before the rules")
                .isEqualTo(first);
    }

    @Test
    void a_refused_request_keeps_no_key() {
        assertThat(keyed("print-1", clock.instant())).isInstanceOf(BlockOutcome.Invalid.class);
        assertThat(keyed("print-2", clock.instant().plus(HOUR))).isInstanceOf(BlockOutcome.Done.class);
    }

    @Test
    void a_dry_run_changes_nothing() {
        BlockOutcome outcome = blocks.block(
                EMAIL,
                new BlockEmail(REASON, Optional.empty()),
                new RequestContext(Optional.of(key("print-1")), true, CAUSE));
        assertThat(BlockRequests.done(outcome).isChanged()).isTrue();
        assertThat(store.read(EMAIL).block()).isEmpty();
        assertThat(keyed("print-2", clock.instant().plus(HOUR))).isInstanceOf(BlockOutcome.Done.class);
    }

    @Test
    void the_end_of_a_login_block_counts_too() {
        Instant now = clock.instant();
        Instant soon = now.plusSeconds(10);
        Instant late = now.plusSeconds(20);
        EmailBlock own = new EmailBlock(REASON, Optional.of(OPS), now, Optional.of(soon));
        UserId userId = userOf(ensure());
        assertThat(Blocked.at(now, Optional.of(own), Optional.of(withLoginBlock(userId, Optional.of(late)))))
                .contains(new Blocked(REASON, Optional.of(own), Optional.of(late)));
        assertThat(Blocked.at(now, Optional.of(own), Optional.of(withLoginBlock(userId, Optional.empty()))))
                .contains(new Blocked(REASON, Optional.of(own), Optional.empty()));
        assertThat(Blocked.at(soon, Optional.of(own), Optional.of(withLoginBlock(userId, Optional.of(late)))))
                .contains(new Blocked(OTHER_REASON, Optional.empty(), Optional.of(late)));
        assertThat(Blocked.at(late, Optional.of(own), Optional.of(withLoginBlock(userId, Optional.of(late)))))
                .isEmpty();
    }

    private Account withLoginBlock(UserId userId, Optional<Instant> end) {
        var applied = new ApplySanction(SanctionCode.LOGIN_BLOCK, Optional.empty(), end, OTHER_REASON, OPS)
                .decide(account(userId), clock.instant());
        return ((Decision.Changed) applied).next();
    }

    @Test
    void the_account_of_a_blocked_address_shows_the_block_until_it_is_unblocked() {
        UserId userId = userOf(ensure());
        BlockChange blocked = BlockRequests.done(
                blocks.blockUser(userId, new BlockEmail(REASON, Optional.of(OPS)), BlockRequests.request(CAUSE)));
        assertThat(blocked.isChanged()).isTrue();
        assertThat(blocked.userId()).contains(userId);
        assertThat(account(userId).emailBlock()).isPresent();
        assertThat(unblock()).isEqualTo(new BlockChange(true, Optional.of(userId), Optional.empty(), Optional.empty()));
        assertThat(account(userId).emailBlock()).isEmpty();
        assertThat(unblock().isChanged()).isFalse();
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
    void a_block_of_an_unknown_user_does_nothing() {
        UserId unknown = UserId.of(new byte[UserId.BYTES]);
        assertThat(blocks.blockUser(unknown, new BlockEmail(REASON, Optional.empty()), BlockRequests.request(CAUSE)))
                .isEqualTo(new BlockOutcome.UnknownUser());
    }

    private Ensured ensure() {
        return registrations.ensure(EMAIL, LanguageTag.of("en"), TimeZoneName.of("Europe/Berlin"), CAUSE);
    }

    private static UserId userOf(Ensured ensured) {
        return ((Standing.Existing) ensured.standing()).userId();
    }

    private Account account(UserId userId) {
        return store.read(userId).orElseThrow().account().at(clock.instant());
    }

    private List<BlockListing.ListedBlock> listed() {
        return store.blocks().page(Optional.empty(), 10).items();
    }

    private BlockChange block() {
        return BlockRequests.block(blocks, EMAIL, REASON, Optional.of(OPS), CAUSE);
    }

    private BlockChange until(Instant end) {
        return BlockRequests.done(blocks.block(
                EMAIL, new BlockEmail(REASON, Optional.of(OPS), new End.At(end)), BlockRequests.request(CAUSE)));
    }

    private BlockOutcome keyed(String fingerprint, Instant end) {
        return blocks.block(
                EMAIL,
                new BlockEmail(REASON, Optional.of(OPS), new End.At(end)),
                new RequestContext(Optional.of(key(fingerprint)), false, CAUSE));
    }

    private static RequestKey key(String fingerprint) {
        return new RequestKey("caller", IdempotencyKey.of("key-1"), fingerprint);
    }

    private BlockChange unblock() {
        return BlockRequests.unblock(blocks, EMAIL, REASON, OPS, CAUSE);
    }
}
