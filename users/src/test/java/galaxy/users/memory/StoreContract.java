package galaxy.users.memory;

import static galaxy.users.account.TestAccount.OPS;
import static galaxy.users.account.TestAccount.OTHER_REASON;
import static galaxy.users.account.TestAccount.REASON;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.CountryCode;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.Page;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import galaxy.users.account.Account;
import galaxy.users.account.AccountStore.AccountSnapshot;
import galaxy.users.account.AccountStore.KeyedRead;
import galaxy.users.account.ActiveRecords;
import galaxy.users.account.Command;
import galaxy.users.account.Decision;
import galaxy.users.account.EmailBlock;
import galaxy.users.account.Outcome;
import galaxy.users.account.RecordedResult;
import galaxy.users.account.Refusal;
import galaxy.users.account.RequestKey;
import galaxy.users.account.Sanction;
import galaxy.users.account.SanctionCode;
import galaxy.users.account.TestAccount;
import galaxy.users.block.BlockEmail;
import galaxy.users.listing.ListingFilter;
import galaxy.users.listing.ListingKey;
import galaxy.users.profile.SyncCountry;
import galaxy.users.racename.RaceName;
import galaxy.users.registration.SubjectStore.SubjectSnapshot;
import galaxy.users.sanction.ApplySanction;
import galaxy.users.sanction.RemoveSanction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of accounts, e-mail subjects and listings does. */
public abstract class StoreContract extends CreationContract {
    private static final RequestKey KEY = new RequestKey("admin", IdempotencyKey.of("key-1"), "fingerprint");
    private static final Command GERMANY = new SyncCountry(CountryCode.of("DE"));
    private static final Command FRANCE = new SyncCountry(CountryCode.of("FR"));
    private static final Command JOIN_BLOCK =
            new ApplySanction(SanctionCode.GAME_JOIN_BLOCK, Optional.empty(), Optional.empty(), REASON, OPS);

    @Test
    void an_unknown_user_has_no_account() {
        UserId unknown = UserId.of(new byte[UserId.BYTES]);
        assertThat(accounts.read(unknown)).isEmpty();
        assertThat(accounts.read(unknown, KEY)).isEqualTo(new KeyedRead(Optional.empty(), Optional.empty()));
        assertThat(accounts.readSettled(unknown)).isEmpty();
        assertThat(subjects.read(EMAIL).userId()).isEmpty();
    }

    @Test
    void a_write_of_an_outdated_account_conflicts_and_changes_nothing() {
        UserId userId = create(EMAIL, "player-acdefghj");
        AccountSnapshot outdated = accounts.read(userId).orElseThrow();
        assertThat(write(outdated, GERMANY, Optional.empty())).isEqualTo(WriteResult.DONE);
        assertThat(write(outdated, FRANCE, Optional.of(KEY))).isEqualTo(WriteResult.CONFLICT);
        assertThat(account(userId).declaredCountry()).contains(CountryCode.of("DE"));
        assertThat(accounts.read(userId, KEY).result()).isEmpty();
    }

    @Test
    void a_result_is_found_under_its_key_until_it_expires() {
        UserId userId = create(EMAIL, "player-acdefghj");
        write(accounts.read(userId).orElseThrow(), GERMANY, Optional.of(KEY));
        KeyedRead read = accounts.read(userId, KEY);
        assertThat(read.result()).contains(new RecordedResult(KEY, new Outcome.Done(account(userId)), clock.instant()));
        assertThat(accounts.confirm(read.snapshot().orElseThrow(), Optional.of(KEY)))
                .isEqualTo(WriteResult.DONE);
        assertThat(accounts.read(userId, new RequestKey("other", KEY.key(), KEY.fingerprint()))
                        .result())
                .isEmpty();
        clock.advance(RecordedResult.RETENTION);
        assertThat(accounts.read(userId, KEY).result()).isEmpty();
    }

    @Test
    void a_refusal_is_recorded_only_while_the_account_is_unchanged() {
        UserId userId = create(EMAIL, "player-acdefghj");
        AccountSnapshot snapshot = accounts.read(userId).orElseThrow();
        var refused = new RecordedResult(KEY, new Outcome.Refused(Refusal.Conflict.NOT_PAID), clock.instant());
        assertThat(accounts.recordResult(snapshot, refused)).isEqualTo(WriteResult.DONE);
        assertThat(accounts.read(userId, KEY).result()).contains(refused);
        write(accounts.read(userId).orElseThrow(), GERMANY, Optional.empty());
        assertThat(accounts.recordResult(
                        snapshot,
                        new RecordedResult(
                                new RequestKey("admin", IdempotencyKey.of("key-2"), "fingerprint"),
                                refused.outcome(),
                                clock.instant())))
                .isEqualTo(WriteResult.CONFLICT);
    }

    @Test
    void a_free_name_is_taken_and_a_taken_one_is_refused() {
        UserId first = create(EMAIL, "player-acdefghj");
        UserId second = create(OTHER_EMAIL, "player-kkkkkkkk");
        assertThat(rename(first, NOVA).outcome()).contains(new Outcome.Done(account(first)));
        assertThat(account(first).raceName()).isEqualTo(NOVA);
        assertThat(accounts.holders(keys(NOVA).getFirst())).contains(first);
        assertThat(accounts.holders(keys(RaceName.of("player-acdefghj")).getFirst()))
                .isEmpty();
        assertThat(rename(second, RaceName.of("N.O.V.A")).outcome())
                .contains(new Outcome.Refused(Refusal.Conflict.NAME_TAKEN));
        assertThat(account(second).raceName()).isEqualTo(RaceName.of("player-kkkkkkkk"));
    }

    @Test
    void records_that_are_no_longer_in_force_are_read_in_their_order() {
        UserId userId = create(EMAIL, "player-acdefghj");
        Command remove = new RemoveSanction(SanctionCode.GAME_JOIN_BLOCK, OTHER_REASON, OPS);
        for (Command command : List.of(JOIN_BLOCK, remove, JOIN_BLOCK, remove)) {
            write(accounts.read(userId).orElseThrow(), command, Optional.empty());
        }
        assertThat(accounts.endedSanctions(userId)).extracting(Sanction::seq).containsExactly(1L, 2L);
        assertThat(accounts.endedLimits(userId)).isEmpty();
        assertThat(accounts.periods(userId)).isEmpty();
    }

    @Test
    void several_accounts_are_read_in_the_order_of_their_ids_without_unknown_ones() {
        UserId first = create(EMAIL, "player-acdefghj");
        UserId second = create(OTHER_EMAIL, "player-kkkkkkkk");
        assertThat(accounts.readAll(List.of(second, UserId.of(new byte[UserId.BYTES]), first)))
                .extracting(found -> found.account().userId())
                .containsExactly(second, first);
    }

    @Test
    void an_address_without_a_user_is_blocked_once() {
        var block = new EmailBlock(REASON, Optional.of(OPS), clock.instant());
        SubjectSnapshot outdated = subjects.read(EMAIL);
        assertThat(subjects.writeBlock(outdated, Optional.of(block), Optional.empty()))
                .isEqualTo(WriteResult.DONE);
        assertThat(subjects.writeBlock(outdated, Optional.empty(), Optional.empty()))
                .isEqualTo(WriteResult.CONFLICT);
        assertThat(subjects.read(EMAIL).block()).contains(block);
    }

    @Test
    void a_block_is_written_to_the_address_and_its_user_together() {
        UserId userId = create(EMAIL, "player-acdefghj");
        AccountSnapshot user = accounts.read(userId).orElseThrow();
        Decision.Changed blocked = decide(user.account(), new BlockEmail(REASON, Optional.of(OPS)));
        assertThat(subjects.writeBlock(subjects.read(EMAIL), user, blocked, CAUSE, Optional.empty()))
                .isEqualTo(WriteResult.DONE);
        assertThat(subjects.read(EMAIL).block())
                .isPresent()
                .isEqualTo(account(userId).emailBlock());
        assertThat(subjects.read(EMAIL).userId()).contains(userId);
    }

    @Test
    void users_are_listed_in_pages_the_newest_first() {
        UserId oldest = create(EMAIL, "player-acdefghj");
        clock.advance(Duration.ofSeconds(1));
        UserId newest = create(OTHER_EMAIL, "player-kkkkkkkk");
        Page<Account, ListingKey> first = listing.page(ListingFilter.EVERYONE, Optional.empty(), 1);
        assertThat(first.items()).extracting(Account::userId).containsExactly(newest);
        Page<Account, ListingKey> second = listing.page(ListingFilter.EVERYONE, first.next(), 1);
        assertThat(second.items()).extracting(Account::userId).containsExactly(oldest);
        assertThat(second.next()).isEmpty();
    }

    @Test
    void a_filter_shows_only_the_users_that_satisfy_it() {
        create(EMAIL, "player-acdefghj");
        UserId blocked = create(OTHER_EMAIL, "player-kkkkkkkk");
        write(accounts.read(blocked).orElseThrow(), JOIN_BLOCK, Optional.empty());
        var filter = new ListingFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(SanctionCode.GAME_JOIN_BLOCK),
                Optional.empty(),
                Map.of());
        Page<Account, ListingKey> page = listing.page(filter, Optional.empty(), 10);
        assertThat(page.items()).extracting(Account::userId).containsExactly(blocked);
        assertThat(ActiveRecords.find(page.items().getFirst().sanctions(), SanctionCode.GAME_JOIN_BLOCK))
                .isPresent();
    }

    private Decision.Changed decide(Account account, Command command) {
        return TestAccount.changed(account, command, clock.instant());
    }

    private WriteResult write(AccountSnapshot snapshot, Command command, Optional<RequestKey> key) {
        Decision.Changed changed = decide(snapshot.account(), command);
        return accounts.write(
                snapshot,
                changed,
                CAUSE,
                key.map(known -> new RecordedResult(known, new Outcome.Done(changed.next()), clock.instant())));
    }
}
